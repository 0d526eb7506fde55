# Installs the client module into a folder of its own. Builds and runs two hosts against that
# installation alone: one in C by pkg-config, one in C++ by find_package.
#
#   cmake -D BUILD=... -D WORK=... -D C_COMPILER=... -D CXX_COMPILER=... -D LIBDIR=... -D FLAGS=...
#         -D CONFIG=... -P check.cmake
cmake_minimum_required(VERSION 3.25)

string(RANDOM LENGTH 12 unique)
set(work ${WORK}/installed-${unique})
set(prefix ${work}/prefix)
set(here ${CMAKE_CURRENT_LIST_DIR})

function(run what)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT result EQUAL 0)
    file(REMOVE_RECURSE ${work})
    message(FATAL_ERROR "${what} failed (${result}):\n${output}")
  endif()
endfunction()

file(MAKE_DIRECTORY ${work})
foreach(component libstepback libstepback-dev)
  run("installing" ${CMAKE_COMMAND} --install ${BUILD} --config ${CONFIG} --prefix ${prefix}
    --component ${component})
endforeach()

set(with_loader ${CMAKE_COMMAND} -E env LD_LIBRARY_PATH=${prefix}/${LIBDIR})

separate_arguments(flags UNIX_COMMAND "${FLAGS}")
execute_process(
  COMMAND ${CMAKE_COMMAND} -E env PKG_CONFIG_PATH=${prefix}/${LIBDIR}/pkgconfig
          pkg-config --cflags --libs stepback
  RESULT_VARIABLE result OUTPUT_VARIABLE found ERROR_VARIABLE found OUTPUT_STRIP_TRAILING_WHITESPACE)
if(NOT result EQUAL 0)
  file(REMOVE_RECURSE ${work})
  message(FATAL_ERROR "pkg-config does not find the installed module: ${found}")
endif()
separate_arguments(found UNIX_COMMAND "${found}")
run("building the C host" ${C_COMPILER} -std=c11 -Wall -Wextra -Wpedantic -Werror ${flags}
  ${here}/c/main.c -o ${work}/c_host ${found})
run("the C host" ${with_loader} ${work}/c_host)

run("configuring the C++ host" ${CMAKE_COMMAND} -S ${here}/cpp -B ${work}/cpp
  -D CMAKE_PREFIX_PATH=${prefix} -D CMAKE_CXX_COMPILER=${CXX_COMPILER} "-DCMAKE_CXX_FLAGS=${FLAGS}")
run("building the C++ host" ${CMAKE_COMMAND} --build ${work}/cpp)
run("the C++ host" ${work}/cpp/host)

file(REMOVE_RECURSE ${work})
