/*
 * ensure.h - making sure that an object exists: what holds for all kinds. See hcn.h.
 *
 * hcn_network_ensure() and its like look for the object that a document means. They create it when
 * it is not there, else they say whether it is as the document has it; what exists is never
 * changed. To ask again does no harm, and of several processes that ask at the same moment one
 * creates and the others find. All get an open handle, theirs to close, and no failure:
 *
 *     struct hcn_ensured how;
 *     struct hcn_network *network = hcn_network_ensure(call, service, settings, &how);
 *
 *     for (size_t i = 0; network && i < how.differing.count; i++)
 *         fprintf(stderr, "differs: %s\n", how.differing.at[i]);
 *
 * The object is known by the ID of the document. Without one it is known by its Name, but for
 * namespaces. The service itself keeps names apart for networks alone: an object of another kind
 * that is created by its name gets an id that follows from it, so that two creators cannot both
 * succeed. E_INVALIDARG when the document has neither; HCN_WIN32_DUP_NAME when several objects have
 * the name. When the id or the name is taken by what the document does not mean, creating fails and
 * says by whom.
 *
 * Only what the document says is compared, so what the service filled in is no difference; a
 * number, word or truth that was given as zero is said, an empty list or object and a zero id are
 * not. Addresses, prefixes, MACs, ids and words are the same in any spelling. Lists are compared
 * element by element; but policies are looked for by type and settings, in any order, and those
 * that the service has beyond are no difference. Version, Health, SchemaVersion, Telemetry, State
 * and CreateWithCompartment do not count.
 *
 * Source of the rule: WSL creates its network by a fixed id and opens that one when the service
 * says HCN_E_NETWORK_ALREADY_EXISTS (NatNetworking.cpp); it does not look whether the one it found
 * is the one it wanted.
 */
#ifndef HCN_ENSURE_H
#define HCN_ENSURE_H

#include <hcn/types.h>

#ifdef __cplusplus
extern "C" {
#endif

enum hcn_outcome {
    HCN_OUTCOME_CREATED, /* it was not there */
    HCN_OUTCOME_SAME,    /* it is there, and all that the document says is so */
    HCN_OUTCOME_DIFFERS  /* it is there, and `differing` is not so */
};

/* How it was with the object. Of no meaning when the handle is NULL. */
struct hcn_ensured {
    enum hcn_outcome outcome;

    /*
     * The paths of the members that the document says and the object has otherwise, in the order of
     * the document's struct: "Ipams[0].Subnets[1].IpAddressPrefix", "Policies[2]". A list that has
     * more elements than were given differs as a whole. They live as long as the call.
     */
    HCN_LIST(const char *) differing;
};

#ifdef __cplusplus
}
#endif

#endif
