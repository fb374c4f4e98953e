"""Reports: functions of a Report that return the text of it; they open nothing and exit nothing."""
