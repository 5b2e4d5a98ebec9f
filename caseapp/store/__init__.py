"""The database: tables, records, read queries, migrations, backup. The only importer of SQLAlchemy, Alembic and drivers."""
