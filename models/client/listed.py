"""Lists within a sentence, in the reader's language: "A, B, C", or 甲、乙、丙."""


def listed(env, names):
    """Return names one after the other, as the language of the environment does."""
    text = ""
    for name in names:
        text = env._("%(text)s, %(name)s", text=text, name=name) if text else name
    return text
