"""What every table is made of: names of constraints, and the columns that come again and again."""

from enum import StrEnum
from typing import Any, ClassVar, cast

from pydantic import ConfigDict
from sqlalchemy import DDL, Boolean, Column, Enum, ForeignKey, MetaData, Table, event
from sqlmodel import SQLModel

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(SQLModel):
    """Every table of the bank."""

    metadata: ClassVar[MetaData] = MetaData(naming_convention=NAMES)
    # Pydantic's checks are built when a class is first used for them, which a start never does.
    model_config = ConfigDict(defer_build=True)  # type: ignore[assignment]  # SQLModel adds keys of its own


metadata = Base.metadata


def table(model: type[SQLModel]) -> Table:
    """The table behind a class."""
    return cast(Table, model.__table__)  # type: ignore[attr-defined]  # SQLModel does not declare it


def enum_column(
    kind: type[StrEnum], name: str, *, nullable: bool = False, primary_key: bool = False
) -> Column[Any]:
    """An enum stored by its values, with a named CHECK."""
    type_ = Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=16,
        values_callable=lambda members: [member.value for member in members],
    )
    return Column(type_, nullable=nullable, primary_key=primary_key)


def flag_column(name: str) -> Column[Any]:
    """A boolean, with a named CHECK."""
    return Column(Boolean(create_constraint=True, name=name), nullable=False)


def parent_column(key: str, *, primary_key: bool = False) -> Column[Any]:
    """The row that this one belongs to, and goes with."""
    return Column(ForeignKey(key, ondelete="CASCADE"), nullable=False, primary_key=primary_key)


def after_create(made: Table, statements: tuple[str, ...]) -> None:
    """What SQLite alone needs once a table is there: its triggers, its search index."""
    for statement in statements:
        ddl = DDL(statement)  # type: ignore[no-untyped-call]  # SQLAlchemy's constructor has no types
        event.listen(made, "after_create", ddl.execute_if(dialect="sqlite"))
