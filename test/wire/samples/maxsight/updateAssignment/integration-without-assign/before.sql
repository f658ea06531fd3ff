update api_keys set rights = '{read}' where name = 'key of integration';
