"""`python -m tests.kinds`: the kinds of inputs that once failed, how many inputs of each are tried, and in which tests.

The numbers are counted from the tests' own tables, each time anew. A test is named with what multiplies it: by itself
it counts its parameters; `test * TABLE` tries every entry of a table of its module for each of them; `test = TABLE`
tries the table, however its parameters divide it.
"""

import importlib
import os
import sys
from collections.abc import Callable
from math import prod
from types import ModuleType

KINDS: dict[str, dict[str, tuple[str, ...]]] = {
    "judging one's own case": {
        "grants.test_parties": (
            "test_a_party_is_never_given_the_application",
            "test_who_becomes_a_party_loses_the_application_at_once",
        ),
        "pioneers.test_parties": (
            "test_a_party_is_never_given_the_candidacy",
            "test_who_becomes_a_party_loses_the_candidacy_at_once",
        ),
        "portal.assessment.test_parties": (
            "test_who_becomes_a_party_after_closing_counts_no_more_and_staff_are_told",
            "test_lifting_lets_nobody_judge_while_they_are_a_party",
        ),
    },
    "sums guessed": {
        "portal.core.test_money": (
            "test_what_can_be_read_in_more_than_one_way_is_asked_and_never_guessed",
            "test_what_is_no_sum_is_refused_in_words * CURRENCIES",
            "test_a_sum_below_zero_is_refused_in_words",
            "test_another_currency_is_refused_by_its_name * FOREIGN",
        ),
        "grants.test_writing": ("test_a_sum_that_cannot_be_read_is_asked_about_beside_its_line_and_the_rest_is_saved",),
        "grants.test_budget": ("test_a_sum_that_cannot_be_read_is_in_no_total_and_is_counted",),
    },
    "sums usual in the Nordic countries": {
        "portal.core.test_money": (
            "test_a_whole_sum_is_read_in_every_way_people_write_it = READ",
            "test_a_decimal_part_has_at_most_the_digits_of_the_currency",
            "test_a_sum_is_read_back_as_it_is_shown",
        ),
    },
    "numbers without bound": {
        "portal.config.test_hostile_numbers": (
            "test_a_number_of_a_form_has_a_bound_its_column_holds * HOSTILE",
            "test_a_filter_finds_something_or_nothing * HOSTILE",
            "test_a_page_asked_for_with_such_a_number_is_answered * WORST",
            "test_a_staff_list_asked_for_with_such_a_number_is_answered * WORST",
        ),
        "portal.core.test_money": ("test_every_sum_has_a_bound",),
        "portal.adminkit.test_instants": ("test_what_is_no_day_is_refused_in_words",),
    },
    "minor units shown": {
        "portal.adminkit.test_exports": (
            "test_no_export_has_minor_units_or_a_heading_of_a_programmer",
            "test_a_sum_is_a_number_with_its_currency_beside_it",
        ),
    },
    "exports written three ways": {
        "portal.core.test_spreadsheets": (
            "test_a_cell_is_what_it_is",
            "test_no_text_is_run_as_a_formula",
            "test_a_mean_is_rounded_once_and_is_the_same_in_every_file",
        ),
        "portal.adminkit.test_exports": (
            "test_every_list_is_written_by_the_one_writer",
            "test_wagtails_own_lists_are_written_by_the_one_writer_too",
        ),
    },
    "control characters": {
        "portal.core.test_normalisation": (
            "test_what_no_page_can_hold_is_gone_and_its_neighbours_stay",
            "test_every_line_end_is_one",
            "test_what_people_write_stays",
            "test_a_name_that_nobody_sees_is_none",
            "test_no_text_field_of_any_form_lets_them_in = TEXT_FIELDS",
        ),
        "portal.core.test_spreadsheets": ("test_no_character_stops_a_file * HOSTILE",),
        "portal.config.test_stored_characters": (
            "test_the_feed_of_stories * STORED",
            "test_the_feeds_of_pioneers * STORED",
            "test_open_data * STORED",
        ),
        "portal.adminkit.test_exports": ("test_what_was_stored_before_stops_no_export",),
    },
    "a pen name given away": {
        "pioneers.test_known_names": (
            "test_names_in_prose",
            "test_names_in_the_names_of_files",
            "test_names_in_links_and_metadata",
        ),
        "pioneers.test_pen_names": (
            "test_the_jury_reads_no_name_we_know_of_and_the_original_stays",
            "test_what_documents_say_of_their_author_is_shown_to_staff",
            "test_a_group_is_called_without_the_name_one_of_it_keeps",
        ),
        "portal.documents.test_authors": (
            "test_a_pdf_is_kept_without_its_author",
            "test_an_office_file_is_kept_without_its_author",
            "test_an_opendocument_file_is_kept_without_its_author",
            "test_what_lies_inside_an_office_file_tells_nothing_either",
            "test_what_lies_inside_an_opendocument_file_tells_nothing_either",
        ),
    },
    "pictures by another way": {
        "portal.documents.test_one_door": (
            "test_every_column_that_holds_a_file_is_known = COLUMNS",
            "test_every_form_field_that_takes_a_file_is_known = FORM_FIELDS",
            "test_every_picture_is_upright_and_tells_nothing",
            "test_editors_pictures_go_through_the_same_door",
            "test_pictures_uploaded_several_at_once_wait_without_what_they_tell",
        ),
        "portal.documents.test_pictures": (
            "test_whichever_way_it_was_held_and_kept_it_stands_upright",
            "test_unusual_pictures_are_taken_and_kept_like_any_other",
            "test_what_is_no_picture_of_ours_is_refused_in_words",
        ),
        "portal.documents.test_authors": (
            "test_a_picture_inside_keeps_each_point_and_which_way_is_up",
            "test_a_photograph_in_a_pdf_does_not_tell_where_it_was_taken",
        ),
    },
    "PDF refused by chance": {
        "portal.documents.test_pdf": (
            "test_honest_pdfs_are_taken",
            "test_what_starts_by_itself_is_refused_wherever_it_stands",
            "test_a_pdf_cut_off_on_the_way_is_refused",
        ),
        "portal.documents.test_authors": (
            "test_no_pdf_is_refused_for_bytes_it_happens_to_hold",
            "test_a_large_pdf_of_noise_is_taken_and_kept",
            "test_a_signed_pdf_is_kept_to_the_byte",
        ),
    },
    "one mailbox, two accounts": {
        "portal.core.test_mailboxes": (
            "test_spellings_of_one_mailbox",
            "test_two_mailboxes",
            "test_case_tags_dots_and_punycode_never_part_a_mailbox",
        ),
        "portal.people.test_one_mailbox": (
            "test_the_account_of_a_mailbox_is_found_under_every_spelling",
            "test_the_database_holds_one_account_a_mailbox",
            "test_signing_up_under_another_spelling_makes_no_second_account_and_says_nothing",
            "test_staff_are_invited_once_a_mailbox",
        ),
    },
    "namesakes": {
        "pioneers.test_matching": (
            "test_alike_nominees_stay_two_and_staff_are_asked",
            "test_about_others_nobody_is_asked",
            "test_a_person_and_a_group_or_two_editions_are_never_asked_about",
            "test_until_staff_decide_nobody_is_asked_twice_and_nobody_reads_the_others_text",
            "test_a_decision_needs_a_reason_and_a_manager",
            "test_what_can_not_be_joined_is_said",
        ),
        "portal.core.test_names": ("test_names_of_two_people_are_not_alike",),
    },
    "same person, two spellings": {
        "portal.core.test_names": (
            "test_spellings_of_one_name_are_alike_and_share_a_key",
            "test_any_spelling_order_case_and_hyphen_of_a_name_is_found_and_alike",
            "test_a_middle_name_left_out_is_found",
        ),
    },
    "big phone pictures": {
        "portal.documents.test_one_door": (
            "test_the_picture_of_a_big_phone_is_taken",
            "test_a_picture_beyond_that_is_refused_in_words",
        ),
        "portal.documents.test_pictures": ("test_a_photograph_may_weigh_more_than_a_document",),
    },
    "types": {
        "portal.documents.test_one_door": (
            "test_nominations_and_applications_take_the_same_types = ATTACHABLE",
            "test_what_is_taken_is_named_before_and_what_is_refused_is_named_after",
        ),
        "portal.documents.test_inspection": (
            "test_honest_files_are_recognised",
            "test_what_is_not_wanted_is_refused_whatever_it_is_called",
        ),
    },
    "draft hidden": {
        "pioneers.test_two_drafts": (
            "test_both_are_offered_and_none_is_lost_whichever_is_chosen",
            "test_the_chosen_one_is_gone_on_with_and_the_other_stays_a_click_away",
            "test_changed_to_and_fro_both_keep_every_word",
            "test_what_was_typed_signed_out_is_offered_after_signing_in",
            "test_the_older_one_left_in_the_browser_opens_for_nobody_else",
            "test_somebody_elses_draft_that_rests_in_this_browser_is_not_shown",
        ),
    },
    "DST": {
        "portal.core.test_zones": (
            "test_a_skipped_time_is_refused_in_words",
            "test_of_a_time_that_comes_twice_it_is_asked_which",
            "test_every_other_quarter_of_an_hour_of_a_year_is_read_back_as_it_was_typed",
        ),
        "portal.adminkit.test_instants": (
            "test_a_time_of_the_spring_night_that_no_clock_shows_is_refused_beside_its_field",
            "test_of_the_autumn_hour_the_form_asks_which_and_takes_the_answer",
            "test_an_answer_that_is_none_is_asked_again",
            "test_a_page_is_not_timed_for_an_hour_no_clock_tells",
            "test_what_ends_in_that_hour_ends_after_it_began_whatever_the_clocks_say",
        ),
    },
    "reload after a conflict": {
        "journeys.test_two_at_once": (
            "test_two_tabs_of_an_application_side_by_side",
            "test_one_tap_settles_it_and_nothing_is_lost",
            "test_a_reload_after_a_conflict_shows_both_and_overwrites_nothing",
            "test_two_devices_on_one_nomination",
            "test_a_review_in_two_tabs",
            "test_a_staff_form_in_two_tabs",
        ),
        "grants.test_writing": (
            "test_whatever_is_chosen_no_word_is_lost",
            "test_a_tampered_page_overwrites_nothing",
        ),
        "portal.adminkit.test_opened_forms": (
            "test_a_concurrent_change_is_not_overwritten",
            "test_what_editors_set_for_every_page_is_not_overwritten",
        ),
    },
    "reload at once": {
        "journeys.test_two_at_once": (
            "test_what_was_typed_just_before_a_reload_stands",
            "test_answers_lost_on_the_way_and_pages_loaded_again_are_no_conflict",
            "test_a_page_made_before_the_last_save_still_shows_what_was_typed_after_it",
        ),
        "grants.test_writing": ("test_a_page_loaded_again_speaks_for_the_one_before_it",),
    },
    "groups of one name": {
        "pioneers.test_matching": (
            "test_three_groups_of_one_name_are_three_and_each_of_their_people_is_asked = GROUPS",
            "test_people_only_the_other_group_named_are_asked_too_and_go_back_when_it_is_split",
            "test_staff_see_where_else_an_address_is_used_before_they_ask",
        ),
    },
    "two files of one name": {
        "portal.documents.test_one_door": (
            "test_a_name_that_is_taken_gets_a_number",
            "test_two_files_of_one_name_are_told_apart",
        ),
        "portal.documents.test_names": ("test_a_name_is_kept_readable_and_made_harmless",),
        "pioneers.test_pen_names": (
            "test_files_that_lose_a_name_are_still_told_apart",
            "test_files_of_two_nominations_are_told_apart",
        ),
    },
    "numbers of organisations": {
        "portal.cities.test_numbers": (
            "test_numbers_are_kept_bare_and_shown_as_their_country_writes_them",
            "test_a_slip_of_the_finger_is_told_with_an_example",
        ),
    },
}


def inputs_of(kind: str) -> int:
    """How many inputs of a kind are tried. Raises LookupError for a test, or a table, that isn't there."""
    return sum(_inputs(module, named) for module, tests in KINDS[kind].items() for named in tests)


def _inputs(module_name: str, named: str) -> int:
    module = importlib.import_module(f"tests.{module_name}")
    name, sign, table = named.partition(" * ") if " * " in named else named.partition(" = ")
    test = _there(module, name)
    if not sign:
        return parameters_of(test)
    entries = len(_there(module, table))
    return entries if sign == " = " else entries * parameters_of(test)


def parameters_of(test: Callable) -> int:
    """With how many values pytest, and `for_each`, call a test."""
    marks = [mark for mark in getattr(test, "pytestmark", ()) if mark.name == "parametrize"]
    return prod(len(list(mark.args[1])) for mark in marks) * getattr(test, "inputs", 1)


def _there(module: ModuleType, name: str):
    if not hasattr(module, name):
        raise LookupError(f"{module.__name__} has no {name}")
    return getattr(module, name)


def table() -> str:
    """The kinds with their inputs and tests, in Markdown."""
    lines = ["| kind | inputs | tests |", "| --- | ---: | --- |"]
    for kind, found in KINDS.items():
        files = ", ".join(f"`tests/{module.replace('.', '/')}.py` ({len(tests)})" for module, tests in found.items())
        lines.append(f"| {kind} | {inputs_of(kind)} | {files} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.config.settings.test")
    importlib.import_module("django").setup()
    sys.stdout.write(table())


if __name__ == "__main__":
    main()
