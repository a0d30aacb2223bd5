// How many lines of a file are in, of how many, and whether it is merged into what was there; no row when it is not being brought in.
//
// $fingerprint  of the file
MATCH (import:GraphImport {fingerprint: $fingerprint})
SET import.lock = true
RETURN import.lines AS lines, import.total AS total, import.merge AS merge
