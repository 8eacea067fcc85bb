"""Who and what an article's names stand for, settled over the whole text.

Each surface form collects votes from the shipped knowledge, from its shape and from the words beside
it; surnames, given names and acronyms are led back to the one full name that the article gives them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from quiz.article.birthnames import birth_names
from quiz.article.knowledge import Knowledge
from quiz.article.lexicon import Lexicon
from quiz.article.mention import Mention
from quiz.article.subject import Subjects
from quiz.article.text import Sentence
from quiz.article.votes import KNOWN, Votes, bare, winner
from quiz.core.facts import Entity
from quiz.core.folding import fold

# A text that says "anime" so often is about one, whatever it was before.
_OFTEN = 2
# Whom an article is about stands so near its beginning.
_AT_ONCE = 100
SOURCES = frozenset(
    {"novel", "light_novel", "manga", "game", "work", "video_game", "comic", "series", "mobile_game", ""}
)
"""Media that are made into anime."""
# What headlines call people by, besides the roles on a work.
_TRADES = frozenset({"artist", "actor", "actress", "animator", "creator", "legend", "star", "singer"})
_SUFFIX = re.compile(r",? (?:Jr|Sr)\.?$|,? (?:II|III|IV)$")
_CALLED = {"Mr": "m", "Sir": "m", "Lord": "m", "Mrs": "f", "Ms": "f", "Miss": "f", "Lady": "f", "Dame": "f"}
_TITLE = re.compile(r"\b(Mr|Mrs|Ms|Miss|Sir|Lord|Lady|Dame)\.? $")


class Identity:
    """What each mention of an article may stand for, and what the article is about."""

    def __init__(
        self,
        content: str,
        found: list[Sentence],
        mentions: list[list[Mention]],
        knowledge: Knowledge,
        lexicon: Lexicon,
        title: str = "",
    ) -> None:
        self.content = content
        self.knowledge = knowledge
        self.lexicon = lexicon
        votes = Votes(content, knowledge, lexicon)
        for sentence, row in zip(found, mentions, strict=True):
            votes.hear(sentence, row)
        votes.shapes()
        self.names = votes.names
        self.kinds: dict[str, str] = {}
        self._alias: dict[str, dict[str, str]] = defaultdict(dict)
        self._owners: dict[str, list[str]] = {}
        for key, name in self.names.items():
            self.kinds[key] = winner(name)
        self._lead_back()
        self._acronyms()
        self._title_work(found, title)
        for row in mentions:
            for mention in row:
                if mention.named:
                    self._settle(mention)
        self.about = Subjects(self, found, title).about()
        self.subject, self.subject_kind = self.about.name, self.about.kind
        self._medium_said()
        said = Counter(re.findall(r"\b(?:light novel|manga|novel)", content.lower()))
        self.source = said.most_common(1)[0][0].replace(" ", "_") if said else ""
        self.is_anime = len(re.findall(r"\banime\b", content, re.IGNORECASE)) >= _OFTEN

    # One name for each thing ----------------------------------------------------------------------

    def _lead_back(self) -> None:
        """Surnames and given names to the one full name that they belong to."""
        full = [key for key in self.names if " " in key and self.is_person(key) and not self._called(key)]
        ends: dict[str, list[str]] = defaultdict(list)
        for key in full:
            parts = _SUFFIX.sub("", key).split()
            for part in {parts[0], parts[-1], " ".join(parts[-2:]) if len(parts) > 2 else parts[-1]}:
                if part != key:
                    ends[part].append(key)
            if len(parts) > 2:
                ends[f"{parts[0]} {parts[-1]}"].append(key)
        self._owners = {part: owners for part, owners in ends.items() if len(owners) > 1}
        for part, owners in ends.items():
            best = owners[0] if len(owners) == 1 else self._most(owners)
            if best and part in self.names:
                self._alias[part]["person"] = best
        for held in list(self._alias.values()):
            # Hopper is Grace Hopper, who is Grace Murray Hopper.
            further = self._alias.get(held.get("person", ""), {}).get("person", "")
            if further:
                held["person"] = further
        for name, whole in birth_names(self.content, self.names, full, self._alias):
            self._alias[name]["person"] = whole
        self._firms()
        self._houses()
        self._same_entries()

    def _called(self, key: str) -> bool:
        """Lead ``Manga Artist Vilda Orme``, as headlines have it, to Vilda Orme."""
        words = key.split()
        for n in range(1, len(words) - 1):
            rest, last = " ".join(words[n:]), words[n - 1].lower()
            trade = last in self.lexicon.roles_one or last in _TRADES
            if trade and rest in self.names and self.is_person(rest):
                self._alias[key]["person"] = rest
                return True
        return False

    def _firms(self) -> None:
        """``Gearbox`` to the one ``Gearbox Entertainment``, where nothing else is known of it."""
        owners: dict[str, list[str]] = defaultdict(list)
        for key in self.names:
            head, _, last = key.rpartition(" ")
            if head and self.kinds[key] == "org" and last in self.lexicon.cues:
                owners[head].append(key)
        for head, keys in owners.items():
            if len(keys) == 1 and self.kinds.get(head) == "name" and not self._alias.get(head):
                self._alias[head]["org"] = keys[0]

    def _houses(self) -> None:
        """``the Opera House`` to the one ``Metropolitan Opera House``."""
        longer: dict[str, list[str]] = defaultdict(list)
        for key in self.names:
            if self.kinds[key] in ("place", "org", "event"):
                parts = key.split()
                for n in range(1, len(parts) - 1):
                    longer[" ".join(parts[n:])].append(key)
        for key, whole in longer.items():
            if (
                len(whole) == 1
                and key in self.names
                and not self._alias.get(key)
                and self.kinds[key] in ("name", self.kinds[whole[0]])
            ):
                self._alias[key][self.kinds[whole[0]]] = whole[0]
                self.kinds[key] = "name"

    def _owner(self, key: str, mention: Mention) -> str:
        """Of several that share a surname, the one that a title or the order of the text points to."""
        owners = self._owners.get(key, [])
        title = _TITLE.search(self.content[max(0, mention.start - 6) : mention.start])
        if title and owners:
            fits = [
                one for one in owners if self.knowledge.gender(one.split()[0]) in (_CALLED[title[1]], "u", "")
            ]
            sure = [one for one in fits if self.knowledge.gender(one.split()[0]) == _CALLED[title[1]]]
            before = [one for one in sure or fits if self.names[one].first < mention.start]
            return before[0] if len(before) == 1 else ""
        if self._alias.get(key, {}).get("person"):
            return self._alias[key]["person"]
        before = [one for one in owners if self.names[one].first < mention.start]
        return before[0] if len(before) == 1 else ""

    def _same_entries(self) -> None:
        """Forms that the shipped knowledge holds for one thing, to the longest that the article has."""
        forms: dict[tuple[str, str], list[str]] = defaultdict(list)
        for key, name in self.names.items():
            kind = self.kinds[key]
            for entry in {
                e.name: e for m in name.mentions for e in m.entries if e.kind == kind and not e.common
            }.values():
                forms[entry.kind, entry.name].append(key)
        for (kind, _), keys in forms.items():
            longest = max(keys, key=len)
            for key in keys:
                if key != longest and kind in ("work", "org", "person"):
                    self._alias[key][kind] = longest

    def _most(self, owners: list[str]) -> str:
        """Of several that share a surname, the one that the article is plainly about."""
        ranked = sorted(
            owners,
            key=lambda key: (
                -len(self.names[key].mentions) - 2 * self.names[key].lead,
                self.names[key].first,
            ),
        )
        one, two = self.names[ranked[0]], self.names[ranked[1]]
        clear = 1 if one.first < _AT_ONCE else 2
        if len(one.mentions) + 2 * one.lead > clear * (len(two.mentions) + 2 * two.lead):
            return ranked[0]
        return ranked[0] if one.first < _AT_ONCE * 2 <= two.first else ""

    def _title_work(self, found: list[Sentence], title: str) -> None:
        """The unknown name at the top, as the work that the article's other words tell of."""
        words = Counter(re.findall(r"[a-z]+", self.content.lower()))
        medium, said = max(
            ((medium, sum(words[word] for word in told)) for medium, told in self.lexicon.domains.items()),
            key=lambda pair: pair[1],
        )
        head = next((s.end for s in found if not s.heading), 0)
        told = f" {fold(title)} "
        if said < _OFTEN + 1:
            return
        leading = [
            key
            for key, name in self.names.items()
            if self.kinds[key] == "work"
            and (name.first < head or f" {fold(key)} " in told)
            and not (self._alias.get(key, {}).get("person") and self._no_more_than_a_surname(key))
        ]
        if leading:
            # Known for a work by what is said of it, and not yet for which.
            bare_of_media = [key for key in leading if not +self.names[key].subs]
            if len(leading) == len(bare_of_media) == 1:
                self._of_medium(leading[0], medium)
            return
        unknown = [
            (len(name.mentions) + (2 if title and f" {fold(key)} " in told else 0), -name.first, key)
            for key, name in self.names.items()
            if self.kinds[key] == "name"
            and name.first < head
            and not self._alias.get(key)
            and not any(entry.kind != "term" for m in name.mentions for entry in m.entries)
            and not any(
                self.content[max(0, m.start - 4) : m.start] == " as " for m in name.mentions
            )  # somebody's part
        ]
        if unknown and max(unknown)[0] >= _OFTEN:
            key = max(unknown)[2]
            # "Tidewright" is the series, "Tidewright: Iron Lagoon" what the news is about.
            key = next((longer for longer in self.names if longer.startswith(f"{key}: ")), key)
            self._of_medium(key, medium)

    def _of_medium(self, key: str, medium: str) -> None:
        """Hold a name for a work of a medium; a title before its colon is an earlier work of the series."""
        self.kinds[key] = "work"
        self.names[key].subs[medium] += 1
        series = key.split(":")[0]
        if series != key and self.kinds.get(series) == "name":
            self.kinds[series] = "work"
            self.names[series].subs[medium] += 1

    def _acronyms(self) -> None:
        for key, name in list(self.names.items()):
            for mention in name.mentions:
                if mention.gloss is None:
                    continue
                inner = self.gloss(mention)
                if (
                    re.fullmatch(r"[A-Z][A-Za-z]{0,3}[A-Z]s?|[A-Z]{2,6}", inner)
                    and inner in self.names
                    and inner != key
                ):
                    kind = self.kinds[key] if self.kinds[key] != "name" else self.kinds.get(inner, "name")
                    self._alias[inner][kind] = key

    def gloss(self, mention: Mention) -> str:
        """What stands in the bracket after a mention."""
        return mention.note

    def is_person(self, key: str) -> bool:
        """Whether a name is held for a person's."""
        return self.kinds.get(key) == "person"

    def _settle(self, mention: Mention) -> None:
        key = bare(mention.text)
        kind = self.kinds[key]
        if mention.kind == "demonym":
            return
        options = {} if kind in ("name", "quote") else {kind: self.shown(key)}
        alias = dict(self._alias.get(key, {}))
        if key in self._owners:
            owner = self._owner(key, mention)
            alias = {other: full for other, full in alias.items() if other != "person"}
            alias |= {"person": owner} if owner else {}
        for other, full in alias.items():
            if (
                other == "person"
                and kind in ("org", "place")
                and len(self.names[key].votes)
                and self.names[key].votes[kind] > KNOWN
            ):
                continue
            options[other] = self.shown(full)
            if kind in ("name", "person") or (other == "person" and self._no_more_than_a_surname(key)):
                options = {other: self.shown(full)}
        name = self.names[key]
        known = any(entry.kind == "work" for one in name.mentions for entry in one.entries)
        if "person" in options and "work" in options and name.quoted and not known:
            # The title stands in quotes, and the surname does not.
            options.pop("person" if mention.kind == "quote" else "work")
        mention.options = options
        mention.kind = kind if len(options) <= 1 else "name"
        if len(options) == 1:
            mention.kind = next(iter(options))
        if not mention.sub and self.names[key].subs:
            mention.sub = self.names[key].subs.most_common(1)[0][0]

    def _no_more_than_a_surname(self, key: str) -> bool:
        """Whether a surname is held for a work only by what stands beside it: ``Onda launched``."""
        name = self.names[key]
        return (
            self._alias[key]["person"].endswith(f" {key}")
            and self.kinds[key] == "work"
            and name.votes["work"] < KNOWN
            and not name.quoted
            and not +name.subs
        )

    # What it is about -----------------------------------------------------------------------------

    def _medium_said(self) -> None:
        """The medium of the article's own work, where it says "the game" all along and nothing else."""
        name = self.names.get(bare(self.subject))
        if self.subject_kind != "work" or name is None:
            return
        said = Counter(
            self.lexicon.media[noun]
            for noun in re.findall(
                r"\b[Tt]h(?:e|is) (game|film|movie|anime|manga|novel|series)\b", self.content
            )
        )
        most, times = said.most_common(1)[0] if said else ("", 0)
        if times > _OFTEN and said[self.sub(self.subject)] == 0 and most in ("game", "film", "manga"):
            name.subs[most] += sum(name.subs.values()) + 1
            for mention in name.mentions:
                mention.sub = most

    def first(self, name: str) -> int:
        """Where a name first stands; far away for one that does not."""
        key = bare(name)
        return self.names[key].first if key in self.names else len(self.content)

    def shown(self, key: str) -> str:
        """A name as a reader writes it: with its article where it has one (``The Pinballs``)."""
        name = self.names[key]
        the = any(form.startswith("The ") for form in name.forms)
        band = name.subs.most_common(1)[:1] and name.subs.most_common(1)[0][0] == "band"
        if the or (
            band and any(self.content[max(0, m.start - 4) : m.start] == "The " for m in name.mentions)
        ):
            return f"The {key}"
        return key

    def sub(self, key: str, kind: str = "") -> str:
        """The narrower kind of a name, by votes; for a work its medium."""
        name = self.names.get(bare(key))
        if not name:
            return ""
        for sub, _ in name.subs.most_common():
            if sub:
                return sub
        return ""

    def entities(self) -> tuple[Entity, ...]:
        """Everything that the article names, by first mention."""
        made: dict[tuple[str, str], list[Mention]] = defaultdict(list)
        aliases: dict[tuple[str, str], set[str]] = defaultdict(set)
        for name in self.names.values():
            for mention in name.mentions:
                for kind, full in mention.options.items() or [(mention.kind, name.text)]:
                    made[full, kind].append(mention)
                    if bare(mention.text) != bare(full):
                        aliases[full, kind].add(mention.text)
                    for entry in mention.entries:
                        if entry.kind == kind:
                            aliases[full, kind] |= {n for n in entry.names if n != full}
        found = []
        for (full, kind), rows in made.items():
            first = min(row.start for row in rows)
            sub = self.sub(full)
            if self.is_anime and full == self.subject and sub in SOURCES:
                sub = "anime"
            found.append(
                Entity(
                    full,
                    kind,
                    sub,
                    tuple(sorted(aliases[full, kind])),
                    first,
                    len(rows),
                    all(row.aside for row in rows),
                )
            )
        return tuple(sorted(found, key=lambda entity: (entity.first, entity.name)))
