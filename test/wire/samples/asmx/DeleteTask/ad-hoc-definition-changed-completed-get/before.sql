update tasks set status = 'Completed', finished_at = '2001-02-03T04:05:06Z' where id = 4841;
