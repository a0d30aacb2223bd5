// How many follows there are, requests and refusals included: Neo4j has counted them.
MATCH ()-[edge:FOLLOWS]->()
RETURN count(edge) AS follows
