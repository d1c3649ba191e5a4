/*
 * leftover.h - `attach` is several requests: what one that was killed had made by then.
 */
#ifndef CLI_LEFTOVER_H
#define CLI_LEFTOVER_H

#include "cli/tool.h"

/* The endpoints of a network that are in a namespace; zero: in none. */
bool endpoints_between(struct tool *t, const struct hcn_guid *network, const struct hcn_guid *space,
                       struct hcn_endpoint_list *out);

/*
 * Deletes the endpoints of a network that `attach` made for this owner and container and that are
 * in no namespace, not even half a second later: an attach that is alive is done by then.
 */
bool leftover_drop(struct tool *t, const struct hcn_guid *network, const char *owner,
                   const char *container, size_t *dropped);

#endif
