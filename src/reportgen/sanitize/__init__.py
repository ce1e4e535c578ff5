"""Whatever comes from a stranger's project, made safe to hand to an engine."""
