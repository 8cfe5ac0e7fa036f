"""Kinds of record in the reader's words, never by a model's name."""


def kind_name(env, model):
    """Return what a model's records are called, in the language of the environment."""
    kind = env["ir.model"].sudo()._get(model)  # a word, and no secret
    return kind.name or model
