"""Facts out of shadows: patterns are matched, slots are checked, references are led back to names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from quiz.article.context import Context
from quiz.article.focus import Focus
from quiz.article.glosses import glosses
from quiz.article.identity import Identity
from quiz.article.lean import lean
from quiz.article.mention import Mention
from quiz.article.patterns import FactSpec, Pattern, Rules
from quiz.article.relations import Relation, Relations
from quiz.article.respectively import is_paired, pairs
from quiz.article.sayings import CAST, Sayings
from quiz.article.shadow import Shadow, kind_of, sign_class
from quiz.article.slots import Filler, Slots, cleaned
from quiz.article.values import MONTHS
from quiz.core.facts import Evidence, Fact, LeftOut
from quiz.core.folding import fold
from quiz.words import tr

_HEDGE = re.compile(
    r"\b(?:reportedly|allegedly|rumou?red|rumou?rs?|apparently|supposedly|purportedly|(?:is|are) said to"
    r"|claimed?|claims|may have|might|could have|(?:is |are )?expected(?: to)?|(?:is )?believed(?: to)?"
    r"|perhaps|possibly|probably|presumably|according to (?:sources|reports|rumou?rs)|unconfirmed"
    r"|speculat\w+|legend has it|seems to|appears to|likely)\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\b(?:not|never|no longer|neither|nor|without|denied|denies|refused|declined|failed to|instead of"
    r"|rather than)\b|n't\b",
    re.IGNORECASE,
)
_LEAST = 0.5
_RELEASED = re.compile(r"\b(?:releas|publish|retitl)\w*\b[^.;]{0,40}$")
# What people did before is not their role here; who lends a voice is no author.
_FORMER = re.compile(r"\b(?:former|onetime|ex)[ -](?:\S+ ){0,2}$")
_VOICED_BY = re.compile(r"\b(?:voiced|played|portrayed|performed) by\b")
# Media that are written for, and have no author: a book's author is named beside them.
_PLAYED = frozenset(
    {"film", "anime", "anime_film", "anime_series", "ova", "series", "tv_series", "game", "video_game"}
)
_RELEASES = frozenset({"release_date", "premiere_date", "theatrical_date", "distributor"})
_IN_A_PLACE = re.compile(rf"^In (?P<T>(?:the )?[{sign_class('place')}]),? ")
_IN_A_TONGUE = re.compile(rf"^In (?P<T>(?:the )?[{sign_class('demonym')}](?: version| dub)?),? ")
# A person's first work, and how a story begins, are no release.
_NO_RELEASE = re.compile(
    rf"[{sign_class('person he she')}]'s (?:[\w-]+ ){{0,3}}debut\b|\bopen(?:s|ed|ing) (?:in|with|on) an?\b"
    # "The first trailer of the series was released" says nothing of the series.
    r"|\b(?:volumes?|episodes?|chapters?|trailers?|teasers?|videos?|visuals?|soundtrack) (?:of|for|from|to) "
    # "The theme song's single will launch in May"
    r"|\b(?:singles?|CDs?|albums?) (?:(?:will|was|is|be|has|been|also) )*(?:launch|releas|ship|goes?\b|went)"
    r"|\bre-?releas|\bresum|\b(?:originally|initially|previously|first) (?:been )?"
    r"(?:slated|scheduled|planned|due|supposed|expected|set to|going to)\b"
    # "a physical edition that will arrive in May"
    r"|\b(?:edition|version|volume|trailer|demo|patch|update|expansion|DLC|port|bundle)s? (?:that|which) "
    # A firm that launched was founded.
    rf"|[{sign_class('org the_org')}] (?:was |were )?(?:first )?(?:launched|opened|formed)\b"
    # "The second volume shipped in May": the first may be years older.
    r"|\b(?:volume|chapter|issue|episode),? (?:(?:which|that|was|will|has|be|is|been|also) )*"
    r"(?:ship|releas|publish|launch|came|com|hit|arriv|due|slated|scheduled)",
    re.IGNORECASE,
)
# Dates in a match that has these words in it are not the work's own.
_PART = re.compile(
    r"\b(?:volumes?|episodes?|chapters?|trailers?|teasers?|videos?|visuals?|soundtrack|single|issue|tickets?"
    r"|edition|omnibus)\b",
    re.IGNORECASE,
)
# "The second season premiered", "season 2 will have": of that season, and no word on the rest.
_SEASON = re.compile(
    rf"(?:^|[,;] |\b(?:and|while|that|of) )(?:[Tt]he|[Ii]ts|[{sign_class('the_work it work name')}]'s) "
    r"(?:show's |series' )?"
    r"(?P<N>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|final) "
    r"(?P<P>season|cours?|half|part|arc)\b"
    rf"|(?:^|[,;] )(?:Season|season) (?P<M>\w+\b|[{sign_class('number')}])(?! of)"
)
_IN_CINEMAS = re.compile(r"\b(?:theat(?:er|re)s|cinemas)\b")
_INDEFINITE = re.compile(rf"(?:An?|Another) (?:[a-z-]+|[{sign_class('number name')}])")
# "has inspired a television anime that premiered"
_INSPIRED = re.compile(
    r"\b(?:inspired|spawned|received|got|gets|getting|adapted into|produced) an? [^.;]{3,50}?,? "
    r"(?:that|which) $"
)
_DATED = frozenset({"premiere_date", "release_date", "end_date", "launch_date"})
# A sentence about the season that the one before it has named.
_SAME_SEASON = re.compile(
    rf"^The season\b|[{sign_class('org')}] (?:exclusively )?(?:streamed|simulcast|aired) "
    rf"[{sign_class('the_work it')}]"
)
_NEXT = 4
_FOUNDED = frozenset({"founding_date", "founding_year", "founded"})
_DAY_ALONE = re.compile(rf"(?:{'|'.join(MONTHS)})(?: \d{{1,2}})?")
_OF_SEASONS = frozenset(
    {
        "premiere_date",
        "release_date",
        "end_date",
        "episode_count",
        "streaming_service",
        "tv_network",
        "licensor",
    }
)
# Magazines, networks and the like win no prizes for works, and direct none.
_CARRIERS = frozenset(
    {"magazine", "manga_magazine", "tv_network", "newspaper", "streaming_service", "website"}
)
_ANIMATING = frozenset({"animation_studio", "cg_studio", "company", "film_studio", "game_company", "studio"})
_DEATH = re.compile(r"\b(?:passed away|died|dies|funeral|arrested)\b")
# "Tideline No. 17" is an issue of a magazine.
_NUMBERED = re.compile(r" (?:No\. ?|#|[Ii]ssue )\d+$")
_MAGAZINES = frozenset({"magazine", "manga_magazine"})
_OF_WORKS = frozenset({"award", "nomination", "director", "streaming_service", "tv_network", "genre"})
# What cannot be won as an award, though it can be won.
_NO_AWARD = re.compile(
    r"\b(?:battles?|wars?|siege|campaign|elections?|primary|season|match|game)\b", re.IGNORECASE
)


class Extractor:
    """Finds the facts of one article, sentence by sentence."""

    def __init__(
        self,
        content: str,
        identity: Identity,
        focus: Focus,
        rules: Iterable[Pattern],
        relations: Relations,
    ) -> None:
        self.content = content
        self.identity = identity
        self.rules = Rules(rules)
        self.relations = relations
        self.context = Context(identity, focus)
        self.left_out: list[LeftOut] = []
        self._paragraph = -1
        self._part = ""
        self._at = (-1, 0)
        self._said = ""
        self.slots = Slots(content, identity, self.context)
        self.sayings = Sayings(identity, self.context)

    def facts(self, shadow: Shadow, mentions: list[Mention]) -> Iterator[Fact]:
        """The facts of one sentence, ``mentions`` being all that it names; sentences must come in order."""
        if shadow.sentence.paragraph != self._paragraph:
            self._paragraph = shadow.sentence.paragraph
            self.context.paragraph()
            self.slots.works = set()
        yield from glosses(self.content, shadow, mentions, self.identity, self.context)
        if is_paired(shadow):
            yield from pairs(shadow, self.identity, self.context, self._evidence(shadow))
        yield from self._told(shadow)
        if simpler := lean(shadow):
            yield from self._told(simpler)
        self.context.heard(shadow)
        self._said = shadow.text
        self.slots.works = {m.options["work"] for m in shadow.mentions.values() if "work" in m.options}

    def _told(self, shadow: Shadow) -> Iterator[Fact]:
        """What the patterns find in a sentence."""
        for rule in self.rules.wanted(shadow.text, shadow.present, self._said):
            for match in rule.regex.finditer(shadow.text):
                for spec in rule.specs:
                    yield from self._fact(shadow, rule, spec, match)

    def _fact(self, shadow: Shadow, rule: Pattern, spec: FactSpec, match: re.Match[str]) -> Iterator[Fact]:
        relation = self.sayings.relation(spec, shadow, match)
        told = self.relations.get(relation)
        if told is None or not self.sayings.role_fits(shadow, rule, match):
            return
        part = spec.subject.startswith('"')  # of a volume, and no word on the work
        if (
            relation in ("release_date", "premiere_date")
            and not part
            and (
                _PART.search(match[0])
                or _NO_RELEASE.search(shadow.text[max(0, match.start() - 30) : match.end()])
            )
        ):
            return
        if spec.relation.startswith("@") and _FORMER.search(shadow.text[: match.start()]):
            return
        if relation == "author" and _VOICED_BY.search(shadow.text):
            return
        objects = self.slots.side(spec.object, shadow, rule, match, spec)
        subjects = self.slots.side(spec.subject, shadow, rule, match, spec) if objects else []
        if objects and not subjects and "@" in spec.subject and (why := self.slots.doubt(shadow)):
            self._leave(shadow, why)
        for one in self.slots.heads(subjects, shadow, match):
            made = self._made(told, relation, one, objects, shadow, rule, spec, match)
            if made:
                yield made
                if relation == "director" and self._wrote(shadow, spec, match):
                    yield replace(made, relation="writer")

    def _season(self, one: Filler, shadow: Shadow, match: re.Match[str]) -> Filler:
        """The season of a work that a sentence is about; the work itself where it is about no single one."""
        said = [found for found in _SEASON.finditer(shadow.text) if found.start() < match.end()]
        if one.kind != "work":
            return one
        if not said:
            return (
                replace(one, name=f"{self._part} of {one.name}", sub="season")
                if self._goes_on(shadow)
                else one
            )
        if said[-1].start() > match.start("O" if "O" in match.groupdict() else 0):
            return one
        last = said[-1]
        named = [
            sign for sign in shadow.text[last.end() : match.start()] if kind_of(sign) in ("work", "the_work")
        ]
        of = re.match(r" of (?:the )?(.)", shadow.text[last.end() :])
        own = of is not None and (kind_of(of[1]) == "the_work" or self._names(shadow, of[1], one.name))
        if (named and not own) or (of is not None and not own):
            return one
        count = shadow.mentions.get(last["M"] or "")
        which = f"season {count.text if count else last['M']}"
        which = self._part = which if last["M"] else f"the {last['N'].lower()} {last['P']}"
        self._at = shadow.sentence.paragraph, shadow.sentence.end
        return replace(one, name=f"{which} of {one.name}", kind="season", sub="season")

    def _goes_on(self, shadow: Shadow) -> bool:
        """Whether a sentence goes on about the last one's season: ``The season aired``, ``X streamed it``."""
        paragraph, end = self._at
        near = self._part and shadow.sentence.paragraph == paragraph and shadow.sentence.start - end < _NEXT
        return bool(near) and _SAME_SEASON.search(shadow.text) is not None

    def _of_another_thing(self, shadow: Shadow, match: re.Match[str]) -> bool:
        """Whether a sentence is about something that it brings in itself: ``A two-part special came out``."""
        if _INSPIRED.search(shadow.text[: match.start()]):
            return True
        if not _INDEFINITE.match(shadow.text):
            return False
        said = shadow.text[: match.start()] + shadow.text[match.start() : match.end()]
        return not any(kind_of(sign) in ("the_work", "work", "it") for sign in said)

    def _names(self, shadow: Shadow, sign: str, work: str) -> bool:
        mention = shadow.mentions.get(sign)
        return mention is not None and mention.options.get("work") == work

    def _wrote(self, shadow: Shadow, spec: FactSpec, match: re.Match[str]) -> bool:
        """Whether the role in a match is that of a writer too: ``writer-director``."""
        at = match.start(spec.relation[1:]) if spec.relation[1:] in match.groupdict() else -1
        return at >= 0 and "writ" in self.content[shadow.starts[at] : shadow.ends[at]].lower()

    def _made(
        self,
        told: Relation,
        relation: str,
        one: Filler,
        found: list[Filler],
        shadow: Shadow,
        rule: Pattern,
        spec: FactSpec,
        match: re.Match[str],
    ) -> Fact | None:
        """One fact about one subject; None where a slot holds what does not belong there."""
        if relation == "author" and spec.relation != "author" and one.sub in _PLAYED:
            if not re.search(r"\bby\b", match[0]):
                return None
            relation = "writer"
        if relation in ("premiere_date", "release_date") and any(
            shadow.mentions[sign].sub in _MAGAZINES for sign in match[0] if sign in shadow.mentions
        ):
            return None  # a manga that debuts in a magazine is launched
        if relation == "production_company" and self.identity.is_person(found[0].name):
            relation = "producer"
        if relation == "premiere_date" and _IN_CINEMAS.search(match[0]):
            return None
        if relation in _DATED and spec.subject[0] == "@" and self._of_another_thing(shadow, match):
            return None
        if relation == "developer" and one.sub in ("manga", "novel", "light_novel"):
            return None
        if relation == "animation_studio" and any(o.sub and o.sub not in _ANIMATING for o in found):
            return None  # a network that "is producing the anime" draws nothing
        if (
            spec.relation == "@possessive"
            and relation == "director"
            and not all(self.identity.is_person(o.name) for o in found)
        ):
            return None  # "Tern Works's film": a firm owns it, and nobody says who directs
        if relation in _FOUNDED and all(_DAY_ALONE.fullmatch(o.name) for o in found):
            return None  # "launched a campaign in April" is no founding
        if told.category == "Staff" and _DEATH.search(shadow.text) and not one.start:
            return None  # "director Isao Takahata passed away"
        if relation in ("author", "writer") and one.sub in ("song", "album"):
            return None  # "Title" by X: X sings it
        if one.kind == "org" and one.sub in _CARRIERS and relation in _OF_WORKS:
            return None
        if relation in CAST:
            one = replace(one, name=self.sayings.character(spec, shadow, match) or one.name)
        if (
            not all(" " in o.name for o in found if spec.object in rule.full)
            or (spec.subject in rule.single and " " in one.name)
            or (spec.subject in rule.full and " " not in one.name)
        ):
            return None
        if told.object == "profession" and any(
            shadow.roles[sign].kind == "org"
            for sign in match.groupdict().get(spec.object) or ""
            if sign in shadow.roles
        ):
            return None  # a publisher may be a firm
        objects = [
            o
            for o in found
            if fold(o.name) != fold(one.name) and self.slots.fits(o, told.object, rule, spec.object)
        ]
        if relation in _MAGAZINES:
            objects = [replace(o, name=_NUMBERED.sub("", o.name)) for o in objects]
        if relation.endswith("_artist"):
            objects = [o for o in objects if o.sub != "song"]  # '"Song One," and the band performs'
        if not objects or (
            spec.subject[0] == "@" and rule.about and one.kind not in rule.about and one.sub not in rule.about
        ):
            return None
        if spec.object in rule.known and not any(o.sub in rule.subs.get(spec.object, ()) for o in objects):
            return None
        context = self.slots.side(spec.context, shadow, rule, match, spec)[:1] if spec.context else []
        if context and context[0].name == one.name and self.identity.subject_kind == "work":
            context = self.slots.meant(
                "subject", shadow, match
            )  # a name of the title's shape is a character here
        if relation in CAST and _RELEASED.search(shadow.text[: match.start()]):
            return None  # "release X as Y" gives a title
        if relation in CAST and (not context or is_paired(shadow)):
            return None
        about = {one.kind for one in context} | {one.sub for one in context}
        if about and rule.about and spec.context[0] == "@" and about.isdisjoint(rule.about):
            return None
        evidence = self._evidence(shadow)
        before = re.split(r"[:;] ", shadow.text[max(0, match.start() - 25) : match.start()])[-1]
        before += shadow.text[match.start() : match.end()]
        if _NEGATED.search(before) or (
            relation == "award" and any(_NO_AWARD.search(o.name) for o in objects)
        ):
            return None
        names = tuple(dict.fromkeys(o.name for o in objects))
        sure = rule.confidence * one.sure * min(o.sure for o in objects)
        if sure < _LEAST:
            self._leave(shadow, tr("it is not sure enough whom or what it is about"))
            return None
        if relation in _OF_SEASONS or told.category == "Staff":
            one = self._season(one, shadow, match)
        return Fact(
            relation,
            one.name,
            names,
            evidence,
            subject_type=self.sayings.subject_type(one, told),
            object_type=objects[0].sub or objects[0].kind,
            context=context[0].name if context and context[0].name != one.name else "",
            qualifier=self._qualifier(spec, shadow, match),
            hedged=rule.hedged or bool(_HEDGE.search(shadow.text)),
            opinion=rule.opinion,
            confidence=round(sure, 3),
        )

    def _leave(self, shadow: Shadow, reason: str) -> None:
        evidence = self._evidence(shadow)
        if not self.left_out or self.left_out[-1].evidence != evidence:
            self.left_out.append(LeftOut(reason, evidence))

    def _qualifier(self, spec: FactSpec, shadow: Shadow, match: re.Match[str]) -> str:
        if not spec.qualifier:
            return self._opening(spec, shadow, match)

        def fill(one: re.Match[str]) -> str:
            if not match.groupdict().get(one[1]):
                return "\0"
            start, end = shadow.piece(*match.span(one[1]))
            return cleaned(self.content[start:end])

        made = re.sub(r"\{(\w+)\}", fill, spec.qualifier)
        return self._opening(spec, shadow, match) if "\0" in made else made

    def _opening(self, spec: FactSpec, shadow: Shadow, match: re.Match[str]) -> str:
        """What narrows a release or a cast at the head of a sentence: ``In Japan,``, ``In Japanese,``."""
        if spec.relation in _RELEASES:
            head = _IN_A_PLACE.match(shadow.text)
        elif spec.relation.strip("@") in ("cast", "voiced", *CAST):
            head = _IN_A_TONGUE.match(shadow.text)
        else:
            return ""
        if not head or head.end() > match.start():
            return ""
        start, end = shadow.piece(*head.span("T"))
        return "in " + cleaned(self.content[start:end])

    def _evidence(self, shadow: Shadow) -> Evidence:
        sentence = shadow.sentence
        return Evidence(self.content[sentence.start : sentence.end], sentence.start, sentence.end)
