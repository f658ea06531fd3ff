/*
 * gSOAP behind the line protocol of bridge.ts. Requests are lines like a query string, operation=GetTask&taskId=5:
 * C has no JSON of its own. The functions called here are those that wsdl2h and soapcpp2 make from our WSDL.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "SrvSoap.nsmap"
#include "soapH.h"

struct field {
  char *name;
  char *value;
};

static struct field fields[16];

static void decode(char *text) {
  char *to = text;
  for (; *text; text++, to++) {
    if (*text == '%') {
      char digits[3] = {text[1], text[2], 0};
      *to = (char)strtol(digits, NULL, 16);
      text += 2;
    } else {
      *to = *text == '+' ? ' ' : *text;
    }
  }
  *to = 0;
}

static void read_fields(char *line) {
  size_t count = 0;
  memset(fields, 0, sizeof fields);
  for (char *pair = strtok(line, "&\n"); pair && count < 15; pair = strtok(NULL, "&\n"), count++) {
    fields[count].name = pair;
    fields[count].value = strchr(pair, '=');
    *fields[count].value++ = 0;
    decode(fields[count].value);
  }
}

static char *value_of(const char *name) {
  for (struct field *field = fields; field->name; field++)
    if (!strcmp(field->name, name)) return field->value;
  return NULL;
}

/* Gives gSOAP a time_t, as an application would; the zone of a date without one is that of TZ. */
static time_t moment_of(const char *text) {
  struct tm parts = {.tm_isdst = -1};
  const char *rest = strptime(text, "%Y-%m-%dT%H:%M:%S", &parts);
  return rest && *rest == 'Z' ? timegm(&parts) : mktime(&parts);
}

static void say_string(const char *text) {
  putchar('"');
  for (; text && *text; text++) {
    if (*text == '"' || *text == '\\') printf("\\%c", *text);
    else if ((unsigned char)*text < 0x20) printf("\\u%04x", *text);
    else putchar(*text);
  }
  putchar('"');
}

static void say_answer(struct soap *soap, const char *xml) {
  if (soap->error) {
    const char **code = soap_faultcode(soap);
    const char **text = soap_faultstring(soap);
    printf("{\"fault\":{\"code\":");
    say_string(code ? *code : NULL);
    printf(",\"text\":");
    say_string(text ? *text : NULL);
    printf("}}\n");
  } else {
    printf("{\"xml\":");
    say_string(xml);
    printf("}\n");
  }
  fflush(stdout);
}

/* The functions of the second binding, SOAP 1.2, have an underscore at the end; the address is the WSDL's. */
#define CALL(operation)                                                                         \
  (is_soap12 ? soap_call___tempuri__##operation##_(soap, NULL, NULL, &request, &response)       \
             : soap_call___tempuri__##operation(soap, NULL, NULL, &request, &response))
#define XML(operation) (soap->error ? NULL : response.operation##Result->__any)

int main(int argc, char **argv) {
  int is_soap12 = argc > 2 && !strcmp(argv[2], "SOAP 1.2");
  struct soap *soap = soap_new1(SOAP_C_UTFSTRING | SOAP_XML_STRICT);
  char *line = NULL;
  size_t size = 0;
  printf("{\"operations\":[\"AuthenticateUser\",\"GetTask\",\"ReassignTask\"]}\n");
  fflush(stdout);

  while (getline(&line, &size, stdin) > 0) {
    read_fields(line);
    const char *operation = value_of("operation");
    if (!strcmp(operation, "AuthenticateUser")) {
      struct _tempuri__AuthenticateUser request = {value_of("UID"), value_of("PWD")};
      struct _tempuri__AuthenticateUserResponse response;
      CALL(AuthenticateUser);
      say_answer(soap, XML(AuthenticateUser));
    } else if (!strcmp(operation, "GetTask")) {
      struct _tempuri__GetTask request = {value_of("authenticationTicket"), value_of("taskId")};
      struct _tempuri__GetTaskResponse response;
      CALL(GetTask);
      say_answer(soap, XML(GetTask));
    } else {
      struct _tempuri__ReassignTask request = {
          value_of("authenticationTicket"), value_of("taskId"),
          value_of("reassignTo"),           moment_of(value_of("newDueDate")),
          value_of("newInstructions"),      !strcmp(value_of("sendTaskNotice"), "true"),
      };
      struct _tempuri__ReassignTaskResponse response;
      CALL(ReassignTask);
      say_answer(soap, XML(ReassignTask));
    }
    soap_destroy(soap);
    soap_end(soap);
  }
  free(line);
  soap_free(soap);
  return 0;
}
