update api_keys set rights = '{assign}' where name = 'key of integration';
