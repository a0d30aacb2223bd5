// Says how many lines of a file are in. When all are, nothing is left of it.
//
// $fingerprint  of the file
// $lines        how many are in
MATCH (import:GraphImport {fingerprint: $fingerprint})
SET import.lines = $lines
FOREACH (_ IN CASE WHEN import.total <= $lines THEN [1] ELSE [] END | DELETE import)
RETURN $lines AS lines
