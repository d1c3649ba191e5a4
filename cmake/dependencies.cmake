# What we build with: yyjson (the system's, else the source that tools/setup fetched), and for the
# engine SQLite and libmnl.
add_library(hcn-yyjson INTERFACE)

macro(hcn_yyjson_from_source)
    set(HCN_YYJSON_SOURCE "${CMAKE_CURRENT_SOURCE_DIR}/build/deps/yyjson" CACHE PATH
        "Source of yyjson, for systems without it")
    if(NOT EXISTS "${HCN_YYJSON_SOURCE}/src/yyjson.c")
        message(FATAL_ERROR "yyjson is missing: run tools/setup, or install libyyjson-dev")
    endif()
    add_library(hcn-yyjson-objects OBJECT "${HCN_YYJSON_SOURCE}/src/yyjson.c")
    # Its functions are ours alone (yyjson_api would say otherwise), and only what we use of them.
    target_compile_definitions(hcn-yyjson-objects PRIVATE yyjson_api= YYJSON_DISABLE_UTILS=1
                                                          YYJSON_DISABLE_NON_STANDARD=1)
    target_compile_options(hcn-yyjson-objects PRIVATE -w)
    set_target_properties(hcn-yyjson-objects PROPERTIES POSITION_INDEPENDENT_CODE ON
                                                        C_VISIBILITY_PRESET hidden)
    if(NOT HCN_ENGINE) # small: half the size for 1.5x the time
        target_compile_definitions(hcn-yyjson-objects PRIVATE yyjson_inline=inline)
    endif()
    target_include_directories(hcn-yyjson SYSTEM INTERFACE "${HCN_YYJSON_SOURCE}/src")
    set(HCN_YYJSON_OBJECTS $<TARGET_OBJECTS:hcn-yyjson-objects>)
endmacro()

if(WIN32)
    include(dependencies_windows)
    return()
endif()
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
pkg_check_modules(YYJSON IMPORTED_TARGET yyjson>=0.10)
if(YYJSON_FOUND)
    target_link_libraries(hcn-yyjson INTERFACE PkgConfig::YYJSON)
else()
    hcn_yyjson_from_source()
endif()

# Everything that the library links.
add_library(hcn-needs INTERFACE)
target_link_libraries(hcn-needs INTERFACE hcn-yyjson Threads::Threads)
if(HCN_ENGINE)
    pkg_check_modules(SQLITE REQUIRED IMPORTED_TARGET sqlite3)
    pkg_check_modules(MNL REQUIRED IMPORTED_TARGET libmnl)
    target_link_libraries(hcn-needs INTERFACE PkgConfig::SQLITE PkgConfig::MNL)
endif()
