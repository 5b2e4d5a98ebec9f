"""Names of the facts that the store itself keeps among those of the services."""

LAST_BACKUP_AT = "last_backup_at"
