/*
 * modify.h - a modify request at work, and the functions that the table of modify.c names.
 */
#ifndef ENGINE_MODIFY_H
#define ENGINE_MODIFY_H

#include <hcn/documents.h>

#include "engine/work.h"

struct modifying {
    struct work *work;
    struct object object;
    void *document;
    uint32_t request; /* enum hcn_request_type */
    void *settings;   /* by the row's record; NULL when there are none */
};

bool network_dns(struct modifying *m);
bool network_extension(struct modifying *m);
bool network_policy(struct modifying *m);
bool network_subnet(struct modifying *m);
bool network_ip_subnet(struct modifying *m);
bool endpoint_port(struct modifying *m);
bool endpoint_policy(struct modifying *m);
bool namespace_container(struct modifying *m);
bool namespace_endpoint(struct modifying *m);
bool namespace_accelnet(struct modifying *m);
bool namespace_refresh(struct modifying *m);
bool members_modify(struct modifying *m);
bool guest_service_state(struct modifying *m);

/* Lists of pointers: one more at the end, one taken out. */
bool list_append(struct hcn_call *c, void *list, size_t *count, const void *item);
void list_take_out(const void **items, size_t *count, size_t at);

#endif
