update tasks set version = 2, comments = 'I am on it.' where id = 4807;
