def uninstall_hook(env):
    """Leave the fees that invoices brought to those who keep fees by hand."""
    env["law.engagement.fee"]._hand_over()
