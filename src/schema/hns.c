/* hns.c - the tables of hns.h. */
#include "schema/hns.h"

#include "schema/format.h"
#include "schema/records.h"

static const struct field answer_fields[] = {
    ALWAYS_FIELD(hns_answer, success, "Success"),
    FIELD(hns_answer, error, "Error"),
    ANY(hns_answer, error_code, "ErrorCode"),
    FIELD(hns_answer, detail, "Detail"),
    ANY(hns_answer, output, "Output"),
};
const struct record hns_answer_record = TABLE(hns_answer, "answer", answer_fields);

static const struct word system[] = {
    { "Container", HNS_SYSTEM_CONTAINER },
    { "VirtualMachine", HNS_SYSTEM_VIRTUAL_MACHINE },
    { "Host", HNS_SYSTEM_HOST },
};
static const struct words system_words = WORDS(system, 0);

static const struct field attach_fields[] = {
    FIELD(hns_attach, container_id, "ContainerId"),
    WORD(hns_attach, system_type, "SystemType", &system_words),
    FIELD(hns_attach, compartment_id, "CompartmentId"),
    FIELD(hns_attach, virtual_nic_name, "VirtualNicName"),
};
const struct record hns_attach_record = TABLE(hns_attach, "request", attach_fields);

static const struct field extensions_fields[] = {
    RECORD_LIST(hns_extensions, extensions, "Extensions", &extension_request_record),
};
const struct record hns_extensions_record = TABLE(hns_extensions, "request", extensions_fields);

static const struct field mac_fields[] = {
    FORMAT(hns_mac, mac_address, "MacAddress", &mac_format),
};
static const struct record mac_record = TABLE(hns_mac, "mac", mac_fields);

static const struct field macs_fields[] = {
    RECORD_LIST(hns_macs, mac_address_list, "MacAddressList", &mac_record),
};
const struct record hns_macs_record = TABLE(hns_macs, "request", macs_fields);

static const struct field params_fields[] = {
    RECORD(hns_params, accelnet, "Accelnet", &hns_macs_record),
};
const struct record hns_params_record = TABLE(hns_params, "additional params", params_fields);
