update api_keys set rights = '{read,claim}' where name = 'key of jane.doe';
