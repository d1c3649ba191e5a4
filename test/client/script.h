/*
 * script.h - a service that answers from a script and remembers what it was asked: for what a real
 * one does only on a bad day.
 */
#ifndef TEST_CLIENT_SCRIPT_H
#define TEST_CLIENT_SCRIPT_H

#include <hcn/errors.h>
#include <hcn/hcn.h>

#include "../check.h"

#include "client/handle.h"

#define NETWORK_ID  "11111111-1111-4111-8111-111111111111"
#define ENDPOINT_ID "22222222-2222-4222-8222-222222222222"
#define SPACE_ID    "33333333-3333-4333-8333-333333333333"
#define OTHER_ID    "44444444-4444-4444-8444-444444444444"
#define DEFAULT_ID  "910f7d92-ba2d-4c3f-98ae-7c0ac590d2dc"
#define SCHEMA_2    "{\"SchemaVersion\":{\"Major\":2,\"Minor\":0}}"

/*
 * The answer to a request whose line begins with `when`: "create network", "open endpoint 2222...".
 * Rows are looked through in order; each is used once, or always. A request without a row succeeds:
 * it gives a handle, an empty list, or {}.
 */
struct answer {
    const char *when;
    int32_t hresult;    /* the failure, or 0 */
    const char *record; /* the error record */
    const char *json;
    const char *id; /* what create and open say of the object; NULL: nothing, as the DLL does */
    bool silent;    /* success without a handle or a reply */
    bool always;
};

enum { SCRIPT_ROWS = 32, SCRIPT_LINES = 64 };

struct script {
    struct backend backend;
    const struct answer *answers;
    size_t count;
    bool used[SCRIPT_ROWS];
    char
        *lines[SCRIPT_LINES]; /* the requests, closing left out: "verb kind id [on network] json" */
    size_t line_count;
    int handles; /* that are open */
    struct hcn_service *service;
    struct hcn_call *call;
};

void script_begin(struct script *s, const struct answer *answers, size_t count);

/* Closes the service; fails the test when a handle was left open. */
void script_end(struct script *s);

/* The requests have to begin with these texts, one each and no others; ends with NULL. */
void script_heard(const struct script *s, ...);

bool begins_with(const char *text, const char *with);
struct hcn_guid guid_of(const char *text);
void check_guid(const char *row, struct hcn_guid got, const char *expected);

#endif
