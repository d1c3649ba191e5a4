/*
 * record.h - between the error record of a service and the failure of a call.
 */
#ifndef BACKEND_RECORD_H
#define BACKEND_RECORD_H

#include "base/call.h"

/*
 * For a backend that is the service: gives the failed call the record that the real service would
 * give, with our sentence as an extra member. Always false, as the failed function is.
 */
bool error_record_make(struct hcn_call *c);

/*
 * For a backend that got an HRESULT and a record (NULL: none) from a service: fails the call when
 * either says failure. A record that comes with S_OK is a failure too, as hcsshim and HNS.V2.psm1
 * treat it. `what` begins the sentence. True when there was no failure.
 */
bool error_record_take(struct hcn_call *c, const char *what, int32_t hresult, const char *record);

#endif
