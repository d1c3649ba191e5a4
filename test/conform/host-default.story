# The machine's own namespace: there is one, whatever is asked for. (When it is opened, the library
# removes references to endpoints that are gone from it, as it always does.)
create namespace <asked>
{"Type":"HostDefault","NamespaceId":5,"SchemaVersion":{"Major":2,"Minor":0}}
= {"ID":"910f7d92-ba2d-4c3f-98ae-7c0ac590d2dc"}

open namespace <asked>
= ERROR_NOT_FOUND

query namespace 910f7d92-ba2d-4c3f-98ae-7c0ac590d2dc
= {"ID":"910f7d92-ba2d-4c3f-98ae-7c0ac590d2dc","Type":"HostDefault"}
? {"NamespaceId":1}

# A namespace of a container is another one.
create namespace <space>
{"Type":"Host"}
= {"ID":"<space>"}

enumerate namespace
= ["...","<space>","910f7d92-ba2d-4c3f-98ae-7c0ac590d2dc"]
