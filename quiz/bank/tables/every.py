"""The whole schema, for whoever makes, upgrades or compares it."""

from quiz.bank.tables import counters as counters
from quiz.bank.tables import packs as packs
from quiz.bank.tables import play as play
from quiz.bank.tables import studio as studio
from quiz.bank.tables.base import metadata as metadata
