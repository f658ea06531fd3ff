update api_keys set addresses = '{10.0.0.0/8}' where name = 'key of jane.doe';
