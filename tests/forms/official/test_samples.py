"""Blank tables come out as somebody who knows them would make the form."""

from __future__ import annotations

import pytest

from forms import canonical, check_form, check_list, load_form
from forms.__main__ import LISTS, _lists
from forms.official import OFFERED, Answer, Reading, assemble, counts, from_plain, read_official, to_plain
from tests.forms.official.drawing import docx, xlsx
from tests.forms.official.others import OTHERS
from tests.forms.official.samples import SAMPLES, Sample
from tests.forms.official.scoring import score

MADE = {"docx": docx, "xlsx": xlsx}
BOTH = [(s, kind) for s in (*SAMPLES, *OTHERS) for kind in MADE]
ENOUGH = 0.95


def reading(sample: Sample, kind: str) -> Reading:
    return read_official(MADE[kind](sample.blocks), f"{sample.name}.{kind}")


@pytest.fixture(scope="module", params=BOTH, ids=lambda p: f"{p[0].name}.{p[1]}")
def sample(request: pytest.FixtureRequest) -> tuple[Sample, Reading]:
    wanted, kind = request.param
    return wanted, reading(wanted, kind)


def test_nearly_every_field_is_found_and_hardly_any_other(sample: tuple[Sample, Reading]) -> None:
    wanted, read = sample
    found = score(read, wanted.fields)
    assert found.right / found.wanted >= ENOUGH, found.wrong
    assert found.right / found.found >= ENOUGH, found.wrong


def test_title_opinions_and_seals_are_told_apart_from_fields(sample: tuple[Sample, Reading]) -> None:
    wanted, read = sample
    said = {kind: [g.title for g in read.guesses if g.kind == kind] for kind in ("title", "opinion", "seal")}
    assert said["title"] == [wanted.title]
    assert said["opinion"] == list(wanted.opinions)
    assert len(said["seal"]) == wanted.seals


def test_the_form_passes_every_check_and_is_written_in_one_way(sample: tuple[Sample, Reading]) -> None:
    known = _lists(LISTS)
    made = assemble(sample[1], {}, known=known)
    text = canonical(made.form)
    assert canonical(load_form(text)) == text
    assert check_form(made.form, {**known, **made.lists}) == []
    assert [f for each in made.lists.values() for f in check_list(each)] == []


def test_a_reading_comes_back_whole_from_where_it_was_kept(sample: tuple[Sample, Reading]) -> None:
    assert to_plain(from_plain(to_plain(sample[1]))) == to_plain(sample[1])
    assert from_plain(to_plain(sample[1])).guesses == sample[1].guesses


def test_every_guess_has_a_place_that_can_be_said_and_a_reason(sample: tuple[Sample, Reading]) -> None:
    read = sample[1]
    for guess in read.guesses:
        assert guess.why and guess.title
        assert [read.document.where(spot).code for spot in guess.spots]


def test_answers_change_drop_and_count() -> None:
    read = reading(SAMPLES[0], "docx")
    phone, table = (next(g for g in read.guesses if g.title.startswith(t)) for t in ("联系电话", "经营主体明细"))
    answers = {phone.id: Answer(title="值班电话", type="text"), table.id: Answer(dropped=True)}
    form = assemble(read, answers).form
    assert form.by_path["值班电话"].type == "text"
    assert not any("经营主体明细" in path for path in form.by_path)
    told = counts(read.guesses, answers)
    assert (told.answered, told.dropped, told.left) == (2, 1, len(read.guesses) - 2)


@pytest.mark.parametrize("kind", OFFERED)
def test_a_guess_may_be_turned_into_any_type_that_is_offered(kind: str) -> None:
    read = reading(SAMPLES[2], "xlsx")
    answers = {g.id: Answer(type=kind) for g in read.guesses if g.kind == "field"}
    known = _lists(LISTS)
    made = assemble(read, answers, known=known)
    assert [f for f in check_form(made.form, {**known, **made.lists}) if f.level == "error"] == []


def test_an_opinion_becomes_a_field_only_where_somebody_says_so() -> None:
    read = reading(SAMPLES[2], "docx")
    opinion = next(g for g in read.guesses if g.kind == "opinion")
    assert opinion.title not in {f.title.zh for f in assemble(read, {}).form.by_path.values()}
    made = assemble(read, {opinion.id: Answer(type="long_text")})
    assert made.form.by_path["牵头部门意见"].type == "long_text" and opinion not in made.opinions


def test_the_samples_ask_for_enough_to_mean_something() -> None:
    assert len(SAMPLES) == 9 and sum(len(s.fields) for s in SAMPLES) > 130
