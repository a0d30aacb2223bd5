// Begins to bring in a file, unless that was begun.
//
// $fingerprint  of the file
// $total        how many lines it has
// $merge        whether it is merged into what is there
MERGE (import:GraphImport {fingerprint: $fingerprint})
  ON CREATE SET import.lines = 0, import.total = $total, import.merge = $merge
RETURN import.lines AS lines
