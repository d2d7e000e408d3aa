from portal.staff.queries.cases import case_of, cases_of, is_secretariat, secretariat

__all__ = ["case_of", "cases_of", "is_secretariat", "secretariat"]
