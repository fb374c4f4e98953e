# keylint on the folder that is mounted at /repo, as nobody in particular:
#   docker build --tag keylint .
#   docker run --rm --network none --read-only --volume "$PWD:/repo:ro" keylint
#
# For builds that are the same next year, pin the base by its digest:
#   docker buildx imagetools inspect python:3.13-slim-bookworm
#   FROM python:3.13-slim-bookworm@sha256:…
FROM python:3.13-slim-bookworm AS build
WORKDIR /source
COPY requirements requirements
RUN python -m venv /opt/keylint \
    && /opt/keylint/bin/pip install --no-cache-dir --require-hashes --only-binary=:all: -r requirements/run.txt \
    && pip install --no-cache-dir --require-hashes --only-binary=:all: -r requirements/build.txt
COPY pyproject.toml README.md LICENSE ./
COPY src src
COPY rules rules
RUN pip wheel --no-deps --no-build-isolation --wheel-dir dist . \
    && /opt/keylint/bin/pip install --no-cache-dir --no-deps dist/*.whl

FROM python:3.13-slim-bookworm
# git tells which files are tracked, and holds their history. Its version is the distribution's.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin keylint
COPY --from=build /opt/keylint /opt/keylint
ENV PATH=/opt/keylint/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    KEYLINT_CACHE_DIR=
USER 10001
WORKDIR /repo
ENTRYPOINT ["keylint"]
CMD ["scan"]
