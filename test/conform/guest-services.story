# Guest network services: states that the client leads, and reserved ports.
create guest-network-service <gns>
{"VirtualMachineId":"<gns>","MirrorHostNetworking":true,"SchemaVersion":{"Major":2,"Minor":0},"GnsRpcServerInformation":{"EndpointType":"LRpc","ObjectUuid":"<uuid>"},"Flags":3}
= {"ID":"<gns>"}

query guest-network-service <gns>
= {"ID":"<gns>","VirtualMachineId":"<gns>"}
? {"MirrorHostNetworking":true,"Flags":3,"State":1,"GnsRpcServerInformation":{"EndpointType":"LRpc","ObjectUuid":"<uuid>"}}

create guest-network-service <gns>
{}
= failed
? ERROR_OBJECT_ALREADY_EXISTS

enumerate guest-network-service
= ["...","<gns>"]

modify guest-network-service <gns>
{"ResourceType":"State","RequestType":"Update","Settings":{"State":"Bootstrapping"}}
= ok

query guest-network-service <gns>
? {"State":2}

# A state that cannot follow.
modify guest-network-service <gns>
{"ResourceType":"State","RequestType":"Update","Settings":{"State":"Destroyed"}}
? HCN_E_REQUEST_UNSUPPORTED

# Ports: one's alone, or shared; WSL's ranges end at the start and the count.
reserve <gns> TCP exclusive 51380
= ok | E_NOTIMPL

reserve <gns> TCP exclusive 51380
= failed
? HCN_E_PORT_ALREADY_EXISTS

reserve <gns> UDP shared 51380
? ok

reserve <gns> UDP shared 51380
? ok

reserve-range <gns> 15
? {"First":"<number>","Distance":15}

reservations
? ["...",{"Guest":"<gns>","Protocol":1,"Access":1,"First":51380,"Last":51380},{"Guest":"<gns>","Protocol":2,"Access":2,"First":51380,"Last":51380}]

release
= ok

reserve <gns> TCP exclusive 51380
= ok | E_NOTIMPL

release
= ok

delete guest-network-service <gns>
= ok

open guest-network-service <gns>
? ERROR_NOT_FOUND

delete guest-network-service <gns>
? ERROR_NOT_FOUND
