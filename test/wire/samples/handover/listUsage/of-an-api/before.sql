insert into usage_agents (digest, agent, credential) values
  (sha256('old'), 'Old client/1.0', 'ticket'), (sha256('none'), '', 'sign-in');
insert into usage_days
       (day, user_id, api, operation, binding, agent, calls, refusals, deprecated_calls, spellings, last_at, last_address)
values
  ('2100-01-01', 12, 'asmx', 'ReassignTask', 'soap', sha256('old'), 7, 2, 4, 2, '2100-01-01 10:00Z', '192.0.2.7'),
  ('2100-01-02', 12, 'asmx', 'ReassignTask', 'soap', sha256('old'), 3, 0, 1, 128, '2100-01-02 10:00Z', '192.0.2.8'),
  ('2100-01-01', 0, 'asmx', 'AuthenticateUser', 'get', sha256('none'), 1, 1, 0, 0, '2100-01-01 09:00Z', '198.51.100.1'),
  ('2100-01-01', 12, 'box', 'getTask', 'json', sha256('old'), 1, 0, 0, 0, '2100-01-01 11:00Z', '192.0.2.7'),
  ('2000-01-01', 12, 'asmx', 'GetTask', 'soap', sha256('old'), 1, 0, 0, 0, '2000-01-01 11:00Z', '192.0.2.7');
