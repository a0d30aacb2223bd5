// Answers as soon as the server does.
RETURN 1 AS one
