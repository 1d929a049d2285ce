"""The ledger's rules inside the database, on both engines.

Inserting a posting moves both balances; nothing else may. An account starts at zero, keeps its name, and changes by
exactly one posting at a time, each newer than the last; none is deleted. The triggers are put in place after every
`migrate` (as in core.frozen) and taken away before it on SQLite, which rebuilds tables and stumbles over them.
"""

from django.db import connections

ACCOUNT, POSTING = "ledger_account", "ledger_posting"

_SQLITE = {
    "ledger_posting_books": f"""AFTER INSERT ON {POSTING} BEGIN
  UPDATE {ACCOUNT} SET balance_fen = balance_fen - NEW.amount_fen, last_posting_id = NEW.id WHERE id = NEW.source_id;
  UPDATE {ACCOUNT} SET balance_fen = balance_fen + NEW.amount_fen, last_posting_id = NEW.id WHERE id = NEW.target_id;
END""",
    "ledger_account_moves": f"""BEFORE UPDATE ON {ACCOUNT} WHEN NOT (
  NEW.id = OLD.id AND NEW.code = OLD.code AND NEW.key = OLD.key AND NEW.sign = OLD.sign AND NEW.floor = OLD.floor
  AND NEW.last_posting_id > OLD.last_posting_id AND EXISTS (
    SELECT 1 FROM {POSTING} p WHERE p.id = NEW.last_posting_id AND (
      (p.source_id = NEW.id AND NEW.balance_fen = OLD.balance_fen - p.amount_fen)
      OR (p.target_id = NEW.id AND NEW.balance_fen = OLD.balance_fen + p.amount_fen))))
BEGIN SELECT RAISE(ABORT, 'frozen: a balance moves by a posting only'); END""",
    "ledger_account_starts": f"""BEFORE INSERT ON {ACCOUNT} WHEN NEW.balance_fen <> 0 OR NEW.last_posting_id <> 0
BEGIN SELECT RAISE(ABORT, 'frozen: an account starts at zero'); END""",
    "ledger_account_stays": f"""BEFORE DELETE ON {ACCOUNT}
BEGIN SELECT RAISE(ABORT, 'frozen: an account stays'); END""",
}

_POSTGRES = [
    f"""CREATE OR REPLACE FUNCTION ledger_posting_books() RETURNS trigger AS $$ BEGIN
  UPDATE {ACCOUNT} SET balance_fen = balance_fen - NEW.amount_fen, last_posting_id = NEW.id WHERE id = NEW.source_id;
  UPDATE {ACCOUNT} SET balance_fen = balance_fen + NEW.amount_fen, last_posting_id = NEW.id WHERE id = NEW.target_id;
  RETURN NULL;
END $$ LANGUAGE plpgsql""",
    f"""CREATE OR REPLACE FUNCTION ledger_account_guard() RETURNS trigger AS $$ BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.balance_fen = 0 AND NEW.last_posting_id = 0 THEN RETURN NEW; END IF;
  ELSIF TG_OP = 'UPDATE' THEN
    IF NEW.id = OLD.id AND NEW.code = OLD.code AND NEW.key = OLD.key AND NEW.sign = OLD.sign AND NEW.floor = OLD.floor
      AND NEW.last_posting_id > OLD.last_posting_id AND EXISTS (
        SELECT 1 FROM {POSTING} p WHERE p.id = NEW.last_posting_id AND (
          (p.source_id = NEW.id AND NEW.balance_fen = OLD.balance_fen - p.amount_fen)
          OR (p.target_id = NEW.id AND NEW.balance_fen = OLD.balance_fen + p.amount_fen)))
    THEN RETURN NEW; END IF;
  END IF;
  RAISE EXCEPTION 'frozen: % of %, a balance moves by a posting only', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$ LANGUAGE plpgsql""",
    f"""CREATE OR REPLACE TRIGGER ledger_posting_books AFTER INSERT ON {POSTING}
  FOR EACH ROW EXECUTE FUNCTION ledger_posting_books()""",
    f"""CREATE OR REPLACE TRIGGER ledger_account_guard BEFORE INSERT OR UPDATE OR DELETE ON {ACCOUNT}
  FOR EACH ROW EXECUTE FUNCTION ledger_account_guard()""",
    f"""CREATE OR REPLACE TRIGGER ledger_account_stays BEFORE TRUNCATE ON {ACCOUNT}
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_account_guard()""",
]


def install(using: str = "default", **signal: object) -> None:
    """Put the triggers in place where their tables stand. Connected to post_migrate; safe to run again."""
    connection = connections[using]
    if not {ACCOUNT, POSTING} <= set(connection.introspection.table_names()):
        return
    with connection.cursor() as cursor:
        for sql in _statements(connection.vendor):
            cursor.execute(sql)


def remove(using: str = "default", **signal: object) -> None:
    """Take SQLite's triggers away while tables may be rebuilt. Connected to pre_migrate."""
    connection = connections[using]
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for name in _SQLITE:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


def missing(using: str = "default") -> list[str]:
    """Names of ledger triggers that are not in the database; empty is right."""
    connection = connections[using]
    if connection.vendor == "postgresql":
        wanted = {"ledger_posting_books", "ledger_account_guard", "ledger_account_stays"}
        sql = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    else:
        wanted, sql = set(_SQLITE), "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return sorted(wanted - {row[0] for row in cursor.fetchall()})


def _statements(vendor: str) -> list[str]:
    if vendor == "postgresql":
        return _POSTGRES
    return [f"CREATE TRIGGER IF NOT EXISTS {name} {body}" for name, body in _SQLITE.items()]
