# Crossmatch as an image: API, worker, dashboard and command line. Nothing of Neo4j is in it.
# Only what requirements-run.lock names is installed, each file by its hash; the tools that install Crossmatch itself stay in the first stage.

FROM python:3.11-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /app
COPY requirements-build.lock requirements-run.lock ./
RUN python -m venv /tools \
    && /tools/bin/pip install --quiet --require-hashes -r requirements-build.lock \
    && python -m venv /app/.venv \
    && /app/.venv/bin/pip install --quiet --require-hashes -r requirements-run.lock
COPY pyproject.toml README.md LICENSE crossmatch.py ./
COPY graph graph
COPY seeds seeds
COPY matcher matcher
COPY api api
COPY dashboard dashboard
# Editable, as in a checkout: Streamlit finds the map's component in the pyproject.toml beside the code.
RUN PYTHONPATH=/tools/lib/python3.11/site-packages /app/.venv/bin/pip install --quiet --no-index --no-deps --no-build-isolation -e . \
    && /app/.venv/bin/python -m compileall -q graph seeds matcher api dashboard crossmatch.py

FROM python:3.11-slim
RUN groupadd --gid 10001 crossmatch \
    && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin crossmatch \
    && install --directory --mode 0700 --owner 10001 --group 10001 /data
COPY --from=build /app /app
ENV PATH=/app/.venv/bin:$PATH HOME=/tmp PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 \
    CROSSMATCH_STORE=sqlite:////data/crossmatch.db
# Whatever has to last is here; all else may be read-only, but for /tmp.
VOLUME /data
WORKDIR /data
USER 10001:10001
EXPOSE 8000 8501
HEALTHCHECK --interval=15s --timeout=5s --start-period=120s --retries=4 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/health/live', timeout=4)"]
ENTRYPOINT ["crossmatch"]
CMD ["serve", "--host", "0.0.0.0"]
