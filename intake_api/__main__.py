"""``python -m intake_api``: the server, and what an administrator does by hand.

The settings are read here and nowhere else: from the environment, and below it from the
file that QULAQ_ENV_FILE names (``.env`` unless set, none if empty).
"""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, NoReturn, TypeVar

import typer
from pydantic import ValidationError

from intake_api import administration
from intake_api.administration import Mistake
from intake_api.auth.actor import Role
from intake_api.contract import Locale
from intake_api.exports.verifying import NotACaseFile
from intake_api.exports.verifying import verify as verified
from intake_api.identity.keys import KeysUnusable, add_key, ensure
from intake_api.settings import IntakeSettings
from storage.database import Database
from storage.migrate import upgrade
from storage.reports.unit_of_work import Reports

PACKAGE = "storage.reports"
Result = TypeVar("Result")

cli = typer.Typer(
    help="The intake API of Qulaq. Without a command it serves.", add_completion=False
)
user_cli = typer.Typer(help="Accounts of the staff.", no_args_is_help=True)
bot_key_cli = typer.Typer(help="Keys of the bots.", no_args_is_help=True)
token_cli = typer.Typer(help="API tokens of people.", no_args_is_help=True)
cli.add_typer(user_cli, name="user")
cli.add_typer(bot_key_cli, name="bot-key")
cli.add_typer(token_cli, name="token")
catalogue_cli = typer.Typer(help="Categories and QR places.", no_args_is_help=True)
cli.add_typer(catalogue_cli, name="catalogue")
keys_cli = typer.Typer(help="Keys that seal names and phones.", no_args_is_help=True)
cli.add_typer(keys_cli, name="keys")

FromStdin = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input.")
]


@cli.callback(invoke_without_command=True)
def default(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        serve()


@cli.command()
def serve() -> None:
    """Serve until Ctrl+C or SIGTERM."""
    # Imported here: the other commands need no web framework and start at once.
    from intake_api.app import create_app
    from intake_api.logging import configure_logging
    from intake_api.server import PortTaken, listen, make_server

    settings = read_settings()
    check_keys(settings)
    configure_logging(settings.log_level)
    try:
        listener = listen(settings.host, settings.port)
    except PortTaken as error:
        fail(str(error))
    app = create_app(settings)
    make_server(app, trusted_proxies=settings.trusted_proxies).run(sockets=[listener])


@cli.command()
def migrate() -> None:
    """Bring the database to the newest schema; ``serve`` does so by itself."""

    async def act() -> None:
        async with reports():
            pass

    run(act())


@cli.command()
def openapi() -> None:
    """Print the schema of the API as JSON."""
    from intake_api.app import create_app

    print(json.dumps(create_app(read_settings()).openapi(), indent=1, ensure_ascii=False))


@cli.command()
def verify(
    file: Path,
    manifest: Annotated[
        str, typer.Option(help="The manifest's SHA-256, as the centre's audit log keeps it.")
    ] = "",
) -> None:
    """Tell whether the case file FILE is as it was made; needs no server and no database.

    Ends with 0 if it is, with 1 if anything was changed, with 2 if it is no case file.
    """
    try:
        verdict = verified(file)
    except NotACaseFile as error:
        print(f"{file}: {error}", file=sys.stderr)
        raise typer.Exit(2) from None
    found = [f"{each.fault}: {each.path}" for each in verdict.findings]
    if manifest and manifest.strip().lower() != verdict.manifest_sha256:
        found.append("changed: the manifest is not the one with this SHA-256")
    told = verdict.manifest
    print(f"Report {told.report}, made {told.made_at:%Y-%m-%d %H:%M:%S %Z} by {told.made_by}")
    print(f"Files: {len(told.files)}, originals not within: {len(told.absent)}")
    print(f"Manifest SHA-256: {verdict.manifest_sha256}")
    # A file name may hold what a terminal obeys.
    print("\n".join(ascii(line)[1:-1] for line in found) or "Nothing was changed.")
    if found:
        raise typer.Exit(1)


@user_cli.command("add")
def add_user(
    login: str,
    role: Annotated[Role, typer.Option(help="What the person may do.")] = Role.OPERATOR,
    position: Annotated[str, typer.Option(help="What citizens are told.")] = "",
    name: Annotated[str, typer.Option(help="What colleagues see.")] = "",
    locale: Locale = Locale.KK,
    password_stdin: FromStdin = False,
) -> None:
    """Create an account; asks for the password."""
    password = read_password(from_stdin=password_stdin)

    async def act() -> None:
        async with reports() as opened:
            await administration.add_user(
                opened,
                login=login,
                password=password,
                role=role,
                position=position or role.capitalize(),
                name=name or login,
                locale=locale,
            )

    run(act())
    print(f"Added {login}.")


@user_cli.command("list")
def list_users() -> None:
    """List the accounts."""

    async def act() -> None:
        async with reports() as opened:
            for person in await administration.users(opened):
                print(f"{person.login}\t{person.role}\t{person.position}\t{person.name}")

    run(act())


@user_cli.command("password")
def change_password(login: str, password_stdin: FromStdin = False) -> None:
    """Set a new password; ends the person's sessions."""
    password = read_password(from_stdin=password_stdin)

    async def act() -> None:
        async with reports() as opened:
            await administration.change_password(opened, login=login, password=password)

    run(act())
    print(f"Changed the password of {login}.")


@user_cli.command("remove-second-factor")
def remove_second_factor(login: str) -> None:
    """Let a person in by the password alone, who has lost the phone and the recovery codes."""

    async def act() -> None:
        async with reports() as opened:
            await administration.remove_second_factor(opened, login=login)

    run(act())
    print(f"Removed the second factor of {login}.")


@bot_key_cli.command("add")
def add_bot_key(name: str) -> None:
    """Create a key for a bot and print it, this once. Keys of one name are valid together."""

    async def act() -> str:
        async with reports() as opened:
            return await administration.add_bot_key(opened, name=name)

    print(run(act()))


@bot_key_cli.command("revoke")
def revoke_bot_key(name: str) -> None:
    """Revoke every key of that name; running servers refuse them within seconds."""

    async def act() -> int:
        async with reports() as opened:
            return await administration.revoke_bot_keys(opened, name=name)

    print(f"Revoked: {run(act())}")


@token_cli.command("add")
def add_token(login: str) -> None:
    """Create an API token of a person and print it, this once."""

    async def act() -> str:
        async with reports() as opened:
            return await administration.add_token(opened, login=login)

    print(run(act()))


@catalogue_cli.command("export")
def export_catalogue(file: Path) -> None:
    """Write categories and QR places to FILE as JSON."""

    async def act() -> str:
        async with reports() as opened:
            return await administration.exported_catalogue(opened)

    content = run(act())
    try:
        file.write_text(content, "utf-8")
    except OSError as error:
        fail(f"{file}: {error.strerror}")


@catalogue_cli.command("import")
def import_catalogue(file: Path) -> None:
    """Add or replace what FILE holds; what it does not hold stays as it is."""

    async def act() -> int:
        content = administration.read_catalogue(file)
        async with reports() as opened:
            return await administration.import_catalogue(opened, content)

    print(f"Imported: {run(act())}")


@keys_cli.command("rotate")
def rotate_keys() -> None:
    """Add a key and seal everything with it; stopped midway, a server goes on with it."""
    file = read_settings().keys_file
    check_keys(read_settings())
    ring = add_key(file)

    async def act() -> int:
        async with reports() as opened:
            return await administration.reseal_all(opened, ring)

    print(f"{ring.current} seals from now on. Sealed anew: {run(act())}")


def check_keys(settings: IntakeSettings) -> None:
    try:
        ensure(settings.keys_file)
    except KeysUnusable as error:
        fail(str(error))


def read_settings() -> IntakeSettings:
    try:
        return IntakeSettings(_env_file=os.environ.get("QULAQ_ENV_FILE", ".env") or None)
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        fail(f"QULAQ_INTAKE_{str(first['loc'][0]).upper()}: {first['msg']}")


def read_password(*, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.read().rstrip("\r\n")
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))


@asynccontextmanager
async def reports() -> AsyncIterator[Reports]:
    """The database of the settings, brought up to date."""
    database = Database(read_settings().database_url)
    try:
        await upgrade(database, PACKAGE)
        yield Reports(database)
    finally:
        await database.dispose()


def run(act: Coroutine[None, None, Result]) -> Result:
    try:
        return asyncio.run(act)
    except Mistake as mistake:
        fail(str(mistake))


def fail(line: str) -> NoReturn:
    print(line, file=sys.stderr)
    raise typer.Exit(1)


if __name__ == "__main__":
    cli()
