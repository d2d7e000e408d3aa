from portal.mail.queries.batches import batches_visible_to, held_batches
from portal.mail.queries.letters import failed_letters, letters_visible_to
from portal.mail.queries.preview import LetterView, letter_view

__all__ = ["LetterView", "batches_visible_to", "failed_letters", "held_batches", "letter_view", "letters_visible_to"]
