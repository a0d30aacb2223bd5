// Puts a set of recommendations in use; answers which one was. No row: another is in use than was expected.
//
// $profile   profile id
// $shadow    whether the set that is not served is meant
// $expected  the set that must be in use; null for any
// $set       the one that is from now on
MATCH (profile:Profile {id: $profile})
SET profile.lock = true
WITH profile, CASE WHEN $shadow THEN coalesce(profile.shadowed, -1) ELSE coalesce(profile.recommended, 0) END AS former
WHERE $expected IS NULL OR former = $expected
FOREACH (_ IN CASE WHEN $shadow THEN [1] ELSE [] END | SET profile.shadowed = $set)
FOREACH (_ IN CASE WHEN $shadow THEN [] ELSE [1] END | SET profile.recommended = $set)
RETURN former
