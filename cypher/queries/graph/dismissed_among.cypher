// Which of some profiles a profile has dismissed.
//
// $profile  profile id
// $targets  profile ids
MATCH ()-[dismissed:DISMISSED]->()
USING INDEX SEEK dismissed:DISMISSED(source, target)
WHERE dismissed.source = $profile AND dismissed.target IN $targets
RETURN dismissed.target AS id
