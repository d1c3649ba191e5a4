/* endpoint_for.h - from the options of an attachment to the endpoint's document. Asks nobody. */
#ifndef CLIENT_ENDPOINT_FOR_H
#define CLIENT_ENDPOINT_FOR_H

#include <hcn/hcn.h>

#include "base/call.h"
#include "base/ip.h"

/* NULL when the options cannot be: then the call says which. */
struct hcn_endpoint_document *endpoint_for(struct hcn_call *c,
                                           const struct hcn_attachment_options *options);

/* The options with the policies of an overlay added to them: enum hcn_overlay_policies. */
bool overlay_options(struct hcn_call *c, const struct hcn_attachment_options *options,
                     const char *cluster_prefix, uint32_t policies,
                     struct hcn_attachment_options *out);

#endif
