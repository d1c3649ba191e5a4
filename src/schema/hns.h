/*
 * hns.h - what HNSCall carries beside objects of version 1: its answer, and its own requests.
 */
#ifndef SCHEMA_HNS_H
#define SCHEMA_HNS_H

#include <hcn/objects.h>
#include <hcn/requests.h>

#include "schema/record.h"

/* {"Success":bool,"Error":"text","ErrorCode":n,"Output":any} */
struct hns_answer {
    struct hcn_head head;
    bool success;
    const char *error;
    const char *error_code; /* any: an HRESULT, as clients read it a signed number (hcsshim) */
    const char *detail;     /* a sentence: where, what was expected, what was found */
    const char *output;     /* any */
};

enum hns_system { HNS_SYSTEM_CONTAINER, HNS_SYSTEM_VIRTUAL_MACHINE, HNS_SYSTEM_HOST };

/* Who is attached to an endpoint, or detached from it. */
struct hns_attach {
    struct hcn_head head;
    const char *container_id;
    uint32_t system_type; /* enum hns_system */
    uint16_t compartment_id;
    const char *virtual_nic_name; /* "VM--ENDPOINT" */
};

/* Extensions of a network's switch that are to be on or off. */
struct hns_extensions {
    struct hcn_head head;
    HCN_LIST(struct hcn_extension_request *) extensions;
};

/* MACs that accelerated networking leaves to the host: /accelnet, kept in HostDefault. */
struct hns_mac {
    struct hcn_head head;
    const char *mac_address;
};

struct hns_macs {
    struct hcn_head head;
    HCN_LIST(struct hns_mac *) mac_address_list;
};

/* AdditionalParams of HostDefault, as far as HNSCall knows them. */
struct hns_params {
    struct hcn_head head;
    struct hns_macs *accelnet;
};

extern const struct record hns_answer_record;
extern const struct record hns_attach_record;
extern const struct record hns_extensions_record;
extern const struct record hns_macs_record;
extern const struct record hns_params_record;

#endif
