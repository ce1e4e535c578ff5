"""`reportgen schema`: the front matter's JSON Schema, for editors."""

import json

import click


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of the front matter, for editors."""
    from reportgen.parse.front_matter import schema

    click.echo(json.dumps(schema(), indent=2))
