# Debian packages: cmake --workflow --preset package. If you build them for others, name yourself:
# -D CPACK_PACKAGE_CONTACT='Name <address>'.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME stepback)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "") # each package has its own
set(CPACK_PACKAGE_CONTACT "Stepback <maintainers@stepback.example>"
  CACHE STRING "Who answers for the packages")
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_COMPONENTS_ALL stepbackd stepback libstepback libstepback-dev)

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS ${CMAKE_LIBRARY_OUTPUT_DIRECTORY})
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY "=") # before 1.0 every version may differ
set(CPACK_DEBIAN_ENABLE_COMPONENT_DEPENDS ON)

# stepback_package(COMPONENT PACKAGE SUMMARY TEXT): describes a component's package; people read
# SUMMARY and TEXT before they install it. A macro, since CPack wants its variables in the including
# scope.
macro(stepback_package component package summary text)
  string(TOUPPER ${component} key)
  set(CPACK_DEBIAN_${key}_PACKAGE_NAME ${package})
  set(CPACK_COMPONENT_${key}_DESCRIPTION "${summary}\n${text}")
  install(FILES ${CMAKE_CURRENT_SOURCE_DIR}/debian/copyright
    DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${package} COMPONENT ${component})
  install(FILES ${CMAKE_CURRENT_BINARY_DIR}/changelog.gz RENAME changelog.Debian.gz
    DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${package} COMPONENT ${component})
endmacro()

stepback_package(stepbackd stepbackd "server of remote Balint groups"
"Runs the sessions of Balint groups that meet by video, and enforces the
presenter's step back: while it lasts, nothing that they send reaches anyone
but the leaders' private line. Serves the page that people take part with,
over one port of this machine; a reverse proxy in front of it does TLS.")
stepback_package(stepback stepback "command line for remote Balint groups"
"Takes part in a session of a Stepback server from a terminal, with the
machine's microphone or with files; makes sessions; rehearses one alone.")
# The number is its SOVERSION.
stepback_package(libstepback libstepback${PROJECT_VERSION_MAJOR}
"client module for remote Balint groups"
"Seats a program in a session of a Stepback server: control, sound and the
encoded pictures, behind an interface in C.")
stepback_package(libstepback-dev libstepback-dev
"client module for remote Balint groups, to build with"
"The headers, and what CMake and pkg-config have to know, of the module that
seats a program in a session of a Stepback server. Also the wire contract, for
a client that is not built on the module.")

set(CPACK_DEBIAN_STEPBACKD_PACKAGE_CONTROL_EXTRA
  ${CMAKE_CURRENT_SOURCE_DIR}/debian/conffiles
  ${CMAKE_CURRENT_SOURCE_DIR}/debian/postinst
  ${CMAKE_CURRENT_SOURCE_DIR}/debian/prerm
  ${CMAKE_CURRENT_SOURCE_DIR}/debian/postrm)
# Debian wants a trigger to have ldconfig called. CPack 3.25 also writes scripts that call it.
set(CPACK_DEBIAN_LIBSTEPBACK_PACKAGE_CONTROL_EXTRA ${CMAKE_CURRENT_SOURCE_DIR}/debian/triggers)
# libwebsockets loads this plugin at run time, so no linked file names it; libev4 is found
# automatically.
set(CPACK_DEBIAN_STEPBACKD_PACKAGE_DEPENDS libwebsockets-evlib-ev)
set(CPACK_DEBIAN_STEPBACKD_PACKAGE_SUGGESTS "nginx, prometheus, sqlite3, stepback")

set(CPACK_DEBIAN_LIBSTEPBACK_PACKAGE_SECTION libs)
set(CPACK_COMPONENT_STEPBACK_DEPENDS libstepback)
set(CPACK_DEBIAN_LIBSTEPBACK-DEV_PACKAGE_SECTION libdevel)
set(CPACK_COMPONENT_LIBSTEPBACK-DEV_DEPENDS libstepback)

include(CPack)
