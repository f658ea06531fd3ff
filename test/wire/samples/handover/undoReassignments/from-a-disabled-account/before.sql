update users set enabled = false where login = 'jane.doe';
