-- Which notifications have had nothing added for longest: they are forgotten after a while.
CREATE INDEX notification_by_age ON notification (place);
