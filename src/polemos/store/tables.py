"""The tables of an archive. What is said is stored once and never changed; what is derived can be made again.

`migrations/` holds the same in steps; a test compares the two.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

report = Table(
    "report",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("added_at", Text, nullable=False),
    Column("added_by", Text, nullable=False),
    Column("published", Text),
    Column("outlet", Text),
    Column("title", Text),
    Column("url", Text),
    Column("text", Text, nullable=False),  # as searched; `record` says how it differs from the report's, if it does
    Column("text_digest", Text, nullable=False),
    Column("copy_of", Text),  # id of the earliest report that this one repeats, wholly or nearly
    Column("likeness", Float),  # to that report, 0 to 1
    Column("record", Text, nullable=False),
    Index("report_published", "published"),
    Index("report_text_digest", "text_digest"),
    Index("report_copy_of", "copy_of"),
)

coding = Table(
    "coding",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("report_id", Text, ForeignKey("report.id"), nullable=False),
    Column("coded_at", Text, nullable=False),
    Column("plan", Text, nullable=False),  # what it was coded with: versions, codebook and settings, as one mark
    Column("digest", Text, nullable=False),  # of all its claims, whatever their order
    Column("current", Boolean, nullable=False),
    Index("coding_report", "report_id"),
)

claim = Table(
    "claim",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False),
    Column("coding", Integer, ForeignKey("coding.seq"), nullable=False),
    Column("report_id", Text, ForeignKey("report.id"), nullable=False),
    Column("current", Boolean, nullable=False),
    Column("kind", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("factuality", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("starts", Text),  # first day that its time allows
    Column("ends", Text),
    Column("place", Text),
    Column("place_key", Text),  # under which spellings of the name meet
    Column("place_id", Text),
    Column("country", Text),
    Column("adm1", Text),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("sentence", Text, nullable=False),
    Column("names", Text, nullable=False),
    Column("keys", Text, nullable=False),  # who, where, months and type as words of the full-text index
    Column("digest", Text, nullable=False),
    Column("record", Text, nullable=False),
    UniqueConstraint("coding", "id"),
    Index("claim_id", "id"),
    Index("claim_report", "report_id"),
)

party = Table(
    "party",
    metadata,
    Column("claim", Integer, ForeignKey("claim.seq"), primary_key=True),
    Column("place", Integer, primary_key=True),  # in the claim's list of everybody
    Column("role", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("name_key", Text, nullable=False),
    Column("actor_id", Text),
)

signature = Table(
    "signature",
    metadata,
    Column("report", Integer, ForeignKey("report.seq"), primary_key=True),
    Column("hashes", LargeBinary, nullable=False),
    Column("shingles", Integer, nullable=False),
)

band = Table(
    "band",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("hash", Text, primary_key=True),
    Column("report", Integer, ForeignKey("report.seq"), primary_key=True),
)

quarantine = Table(
    "quarantine",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("message", Text, nullable=False),
)

judgement = Table(
    "judgement",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("claims", Text, nullable=False),
    Column("others", Text, nullable=False),
    Column("change", Text),
    Column("version", Text),
    Column("reason", Text, nullable=False),
    Column("undoes", Integer, ForeignKey("judgement.seq")),
)

judged = Table(
    "judged",
    metadata,
    Column("claim_id", Text, primary_key=True),
    Column("judgement", Integer, ForeignKey("judgement.seq"), primary_key=True),
)

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
)

incident = Table(
    "incident",
    metadata,
    Column("id", Text, primary_key=True),
    Column("type", Text, nullable=False),
    Column("starts", Text),
    Column("ends", Text),
    Column("country", Text),
    Column("status", Text, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("record", Text, nullable=False),
    Index("incident_starts", "starts"),
    Index("incident_type", "type", "starts"),
)

incident_claim = Table(
    "incident_claim",
    metadata,
    Column("claim_id", Text, primary_key=True),
    Column("incident_id", Text, ForeignKey("incident.id"), nullable=False),
    Index("incident_claim_incident", "incident_id"),
)

derived = Table(
    "derived",
    metadata,
    Column("name", Text, primary_key=True),
    Column("state", Text, nullable=False),  # mark of the claims and judgements that it was made from
)

account = Table(
    "account",
    metadata,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("password", Text),  # argon2id; none for an account that only programs use
    Column("made_at", Text, nullable=False),
    Column("made_by", Text, nullable=False),
)

session = Table(
    "session",
    metadata,
    Column("digest", Text, primary_key=True),  # SHA-256 of what the browser keeps
    Column("account", Text, ForeignKey("account.name"), nullable=False),
    Column("made_at", Text, nullable=False),
    Column("ends_at", Text, nullable=False),
    Index("session_account", "account"),
)

token = Table(
    "token",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("digest", Text, nullable=False, unique=True),  # SHA-256 of what was shown once
    Column("account", Text, ForeignKey("account.name"), nullable=False),
    Column("note", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("ends_at", Text),
    Index("token_account", "account"),
)

listed_source = Table(
    "listed_source",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("name", Text, nullable=False, unique=True),  # as the user calls it: "UCDP GED 24.1"
    Column("format", Text, nullable=False),
    Column("file", Text, nullable=False),  # its name, without folders
    Column("sha256", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("events", Integer, nullable=False),
    Column("bad", Integer, nullable=False),
)

listed_event = Table(
    "listed_event",
    metadata,
    Column("source", Integer, ForeignKey("listed_source.number"), primary_key=True),
    Column("row", Integer, primary_key=True, autoincrement=False),
    Column("starts", Text),
    Column("ends", Text),
    Column("country", Text),
    Column("record", Text, nullable=False),
)

listed_bad = Table(
    "listed_bad",
    metadata,
    Column("source", Integer, ForeignKey("listed_source.number"), primary_key=True),
    Column("line", Integer, primary_key=True, autoincrement=False),
    Column("reason", Text, nullable=False),
    Column("message", Text, nullable=False),
)
