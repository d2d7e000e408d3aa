"""Tells the tasks, which stand above the actions, that letters were committed. Changes no state itself."""

from django.dispatch import Signal

letters_committed = Signal()
