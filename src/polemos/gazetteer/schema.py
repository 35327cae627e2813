"""The tables of a place list. The shipped one and a user's imports have the same.

place    n runs with the cells in the shipped list, so that it packs well. Latitude and longitude are whole numbers of
         1e-5 degrees. `others` holds the further names, one a line.
unit     names of first and second level units, which many places share.
folded   the folded key of each name: `i` is 0 for the name itself, else the line of `others`.
spoken   the romanisation keys of the names by country: `i` is the first name that has it.
near     places by cell of one degree.
shape    polygons of first-level units: bounds in 1e-4 degrees, rings as in shapes.py.
"""

VERSION = 1

TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source (s INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE unit (u INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE place (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, others TEXT, latitude INTEGER NOT NULL,
  longitude INTEGER NOT NULL, country TEXT NOT NULL, adm1 INTEGER, adm2 INTEGER, feature TEXT NOT NULL,
  population INTEGER NOT NULL, source INTEGER NOT NULL
);
CREATE TABLE folded (key TEXT, n INTEGER, i INTEGER, PRIMARY KEY (key, n, i)) WITHOUT ROWID;
CREATE TABLE spoken (country TEXT, key TEXT, n INTEGER, i INTEGER, PRIMARY KEY (country, key, n)) WITHOUT ROWID;
CREATE TABLE near (cell INTEGER, n INTEGER, PRIMARY KEY (cell, n)) WITHOUT ROWID;
CREATE TABLE shape (
  s INTEGER PRIMARY KEY, country TEXT NOT NULL, adm1 INTEGER, west INTEGER NOT NULL, south INTEGER NOT NULL,
  east INTEGER NOT NULL, north INTEGER NOT NULL, rings BLOB NOT NULL
);
"""
INDEX = "CREATE UNIQUE INDEX place_id ON place (id);"
CELL = "min((latitude + 9000000) / 100000, 179) * 360 + (longitude + 18000000) / 100000 % 360"
"""The cell of one degree that a point lies in, counted from the south pole eastwards."""
_PLAIN = "name NOT GLOB '*[^A-Za-z -]*'"
_FOLDED = f"SELECT lower(replace(replace(name, ' ', ''), '-', '')), n, 0 FROM place WHERE {_PLAIN}"
PACK = f"""
DELETE FROM near;
DELETE FROM folded WHERE i = 0 AND n IN (SELECT n FROM place WHERE {_PLAIN});
"""
UNPACK = f"""
{INDEX}
INSERT INTO near SELECT {CELL}, n FROM place ORDER BY 1, 2;
INSERT INTO folded {_FOLDED} ORDER BY 1, 2;
"""
"""What SQLite works out by itself is left out of the shipped file and made when that is unpacked: the index of ids, the
cells, and the folded keys of names in bare letters."""


def cell(latitude: float, longitude: float) -> int:
    """CELL, of degrees."""
    row = min(int(latitude + 90), 179)
    return row * 360 + int(longitude + 180) % 360
