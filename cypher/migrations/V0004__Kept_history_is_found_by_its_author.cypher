// Who keeps what a profile had posted until some time, however many have followed it.
CREATE INDEX followed_by_followee IF NOT EXISTS FOR ()-[followed:FOLLOWED]-() ON (followed.target, followed.until, followed.source);
