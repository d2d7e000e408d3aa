"""Bank accounts: IBAN and the reference a payment is known by."""


def is_iban(typed: str) -> bool:
    """Whether an IBAN's check digits are right (ISO 13616, modulo 97)."""
    bare = "".join(typed.split()).upper()
    if not (15 <= len(bare) <= 34 and bare[:2].isalpha() and bare[2:].isalnum() and bare.isascii()):
        return False
    moved = bare[4:] + bare[:4]
    return int("".join(str(int(sign, 36)) for sign in moved)) % 97 == 1


def payment_reference(number: int, year: int) -> str:
    """The structured reference of an invoice (ISO 11649): `RF`, two check digits, year and number."""
    body = f"{year}{number:05d}"
    digits = int("".join(str(int(sign, 36)) for sign in body + "RF00"))
    return f"RF{98 - digits % 97:02d}{body}"
